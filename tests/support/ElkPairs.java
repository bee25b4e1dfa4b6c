import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.semanticweb.elk.owlapi.ElkReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/** Writes what ELK finds of ontologies: "# path", then lines "sub super", "! class" or "!!". */
public class ElkPairs {
  public static void main(String[] paths) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String path : paths) {
      out.println("# " + path);
      OWLOntology ontology =
          OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(path));
      OWLReasoner reasoner = new ElkReasonerFactory().createReasoner(ontology);
      if (!reasoner.isConsistent()) {
        out.println("!!");
        continue;
      }
      for (OWLClass one : ontology.getClassesInSignature()) {
        if (one.isBuiltIn()) continue;
        if (!reasoner.isSatisfiable(one)) {
          out.println("! " + one.getIRI());
          continue;
        }
        for (OWLClass other : reasoner.getEquivalentClasses(one).getEntitiesMinus(one))
          if (!other.isBuiltIn()) out.println(one.getIRI() + " " + other.getIRI());
        for (OWLClass other : reasoner.getSuperClasses(one, false).getFlattened())
          if (!other.isBuiltIn()) out.println(one.getIRI() + " " + other.getIRI());
      }
      reasoner.dispose();
    }
    System.exit(0);
  }
}
