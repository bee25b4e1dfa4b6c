import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import org.obolibrary.robot.CommandLineInterface;
import org.obolibrary.robot.CommandManager;
import org.obolibrary.robot.CommandState;

/** Runs commands of ROBOT in one machine: one a line of standard input, arguments by tabs. */
public class RobotLines {
  public static void main(String[] none) throws Exception {
    // Its own entrance ends the machine at the first failure; some failures end it all the same.
    Method made = CommandLineInterface.class.getDeclaredMethod("initManager");
    made.setAccessible(true);
    CommandManager commands = (CommandManager) made.invoke(null);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      try {
        commands.execute(new CommandState(), line.split("\t"));
      } catch (Throwable error) {
        System.err.println(line + ": " + error.getMessage());
      }
      System.out.println("done");
    }
  }
}
