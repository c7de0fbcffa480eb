import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks or fixes the format of every Java file below a folder: {@code Format check|fix FOLDER}.
 */
class Format {
  public static void main(String[] args) throws IOException {
    boolean fix = args[0].equals("fix");
    Path root = Path.of(args[1]);
    List<Path> files;
    try (var walk = Files.walk(root)) {
      files =
          walk.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !root.relativize(file).toString().matches("(.*/)?target/.*"))
              .toList();
    }
    List<Path> unformatted = files.parallelStream().filter(file -> differs(file, fix)).toList();
    unformatted.forEach(
        file -> System.err.println((fix ? "formatted " : "not formatted: ") + file));
    if (!fix && !unformatted.isEmpty()) {
      System.err.println("Run: mvn -N process-sources -Dformat.mode=fix");
      System.exit(1);
    }
  }

  private static boolean differs(Path file, boolean fix) {
    try {
      String source = Files.readString(file);
      String imports =
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
      String formatted = new Formatter().formatSource(imports);
      boolean differs = !formatted.equals(source);
      if (differs && fix) {
        Files.writeString(file, formatted);
      }
      return differs;
    } catch (Exception e) {
      System.err.println(file + ": " + e.getMessage());
      return true;
    }
  }
}
