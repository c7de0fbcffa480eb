package io.tierwise.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The examples of docs/api.md. Each is a fenced block of bash below a comment that says what to
 * expect of it:
 *
 * <pre>
 * &lt;!-- expect 200 eventually, with "orders":1 --&gt;
 * </pre>
 *
 * Every call of the block answers that status; the text after "with" is in what the block prints;
 * "eventually" stands where an answer depends on events that are still on their way.
 */
record ApiGuide(List<Example> examples) {
  private static final String COMMENT = "<!-- expect";
  private static final Pattern EXPECTATION =
      Pattern.compile("<!-- expect (\\d{3})( eventually)?(?:, with (.+?))? -->");

  /**
   * @param line of the guide where the block begins
   * @param text that the block prints; null where any will do
   * @param script the block as a reader copies it
   */
  record Example(int line, int status, boolean eventually, @Nullable String text, String script) {}

  ApiGuide {
    examples = List.copyOf(examples);
  }

  static ApiGuide read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /**
   * @throws IllegalArgumentException if a block has no expectation, an expectation no block, or one
   *     of them cannot be read; the message names the line
   */
  static ApiGuide parse(String markdown) {
    List<String> lines = markdown.lines().toList();
    List<Example> examples = new ArrayList<>();
    @Nullable String comment = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(COMMENT)) {
        require(comment == null, i, "the expectation before this one has no block");
        comment = line;
      } else if (line.startsWith("```")) {
        int end = closingFence(lines, i);
        if (line.equals("```bash")) {
          require(comment != null, i, "a bash block without an expectation above it");
          examples.add(example(i, comment, lines.subList(i + 1, end)));
          comment = null;
        }
        i = end;
      } else {
        require(comment == null || line.isBlank(), i, "text between an expectation and its block");
      }
    }
    require(comment == null, lines.size() - 1, "the last expectation has no block");
    return new ApiGuide(examples);
  }

  private static Example example(int fence, String comment, List<String> script) {
    Matcher matcher = EXPECTATION.matcher(comment);
    require(matcher.matches(), fence, "not an expectation: " + comment);
    return new Example(
        fence + 1,
        Integer.parseInt(matcher.group(1)),
        matcher.group(2) != null,
        matcher.group(3),
        String.join("\n", script) + "\n");
  }

  private static int closingFence(List<String> lines, int opening) {
    for (int i = opening + 1; i < lines.size(); i++) {
      if (lines.get(i).equals("```")) {
        return i;
      }
    }
    throw new IllegalArgumentException("line " + (opening + 1) + ": this block has no end");
  }

  private static void require(boolean condition, int index, String message) {
    if (!condition) {
      throw new IllegalArgumentException("line " + (index + 1) + ": " + message);
    }
  }
}
