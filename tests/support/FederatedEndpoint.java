import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.eclipse.rdf4j.federated.FedXConfig;
import org.eclipse.rdf4j.federated.FedXFactory;
import org.eclipse.rdf4j.query.BooleanQuery;
import org.eclipse.rdf4j.query.GraphQuery;
import org.eclipse.rdf4j.query.MalformedQueryException;
import org.eclipse.rdf4j.query.Query;
import org.eclipse.rdf4j.query.TupleQuery;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLBooleanJSONWriter;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLResultsJSONWriter;
import org.eclipse.rdf4j.repository.Repository;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.rio.ntriples.NTriplesWriter;

/** One SPARQL endpoint on loopback over several, joined by RDF4J FedX: PORT SECONDS ENDPOINT... */
public class FederatedEndpoint {
    public static void main(String[] arguments) throws IOException {
        FedXConfig config =
                new FedXConfig()
                        .withEnforceMaxQueryTime(Integer.parseInt(arguments[1]))
                        .withBoundJoinBlockSize(1000)
                        .withEnableOptionalAsBindJoin(false);
        FedXFactory factory = FedXFactory.newFederation().withConfig(config);
        for (int i = 2; i < arguments.length; i++) {
            factory.withSparqlEndpoint(arguments[i]);
        }
        Repository federation = factory.create();
        int port = Integer.parseInt(arguments[0]);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/sparql", exchange -> answer(federation, exchange));
        server.start();
    }

    private static void answer(Repository federation, HttpExchange exchange) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String type = "text/plain";
        int status = 200;
        try (RepositoryConnection connection = federation.getConnection()) {
            Query query = connection.prepareQuery(asked(exchange));
            type = "application/sparql-results+json";
            if (query instanceof TupleQuery) {
                ((TupleQuery) query).evaluate(new SPARQLResultsJSONWriter(body));
            } else if (query instanceof BooleanQuery) {
                boolean holds = ((BooleanQuery) query).evaluate();
                new SPARQLBooleanJSONWriter(body).handleBoolean(holds);
            } else {
                type = "application/n-triples";
                ((GraphQuery) query).evaluate(new NTriplesWriter(body));
            }
        } catch (RuntimeException problem) {
            status = problem instanceof MalformedQueryException ? 400 : 500;
            type = "text/plain";
            body.reset();
            body.writeBytes(String.valueOf(problem.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
        exchange.getResponseBody().write(body.toByteArray());
        exchange.close();
    }

    private static String asked(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String inAddress = String.valueOf(exchange.getRequestURI().getRawQuery());
        String form = body.length > 0 ? new String(body, StandardCharsets.UTF_8) : inAddress;
        for (String field : form.split("&")) {
            if (field.startsWith("query=")) {
                return URLDecoder.decode(field.substring(6), StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
