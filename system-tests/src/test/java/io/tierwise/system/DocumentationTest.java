package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of the code is so. */
class DocumentationTest {
  private static final String OPERATIONS = "docs/operations.md";
  private static final String DASHBOARD = "deploy/grafana/dashboards/tierwise.json";
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern METER = Pattern.compile("\"(tierwise(?:\\.[a-z-]+)+)\"");
  private static final Pattern SERIES = Pattern.compile("\\btierwise(?:_[a-z]+)+");
  private static final Pattern PROPERTY = Pattern.compile("\"name\":\\s*\"(tierwise\\.[\\w.-]+)\"");
  private static final Pattern DOCUMENTED = Pattern.compile("\\| `(tierwise\\.[a-z.-]+[a-z])");
  private static final String SUFFIX = "(_(seconds|bytes))?(_(total|count|sum|max|bucket))?";

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(result -> result.groupCount() == 0 ? result.group() : result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Files of the repository below a folder of it. */
  private static List<Path> files(String folder, String ending) {
    try (Stream<Path> walk = Files.walk(Checkout.file(folder))) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> modules() {
    try (Stream<Path> list = Files.list(Checkout.file("."))) {
      return list.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> documents() {
    return Stream.concat(
        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(Checkout::file),
        files("docs", ".md").stream());
  }

  @Test
  void links_leadSomewhere() {
    assertThat(documents())
        .allSatisfy(
            document ->
                assertThat(found(LINK, text(document)))
                    .filteredOn(link -> !link.startsWith("http"))
                    .allSatisfy(
                        link ->
                            assertThat(document.resolveSibling(link.replaceFirst("#.*", "")))
                                .exists()));
  }

  @Test
  void decisions_areNumberedAndComplete() {
    List<Path> decisions = files("docs/decisions", ".md");
    assertThat(decisions).isNotEmpty();
    for (int i = 0; i < decisions.size(); i++) {
      assertThat(decisions.get(i).getFileName().toString()).startsWith("%04d-".formatted(i + 1));
      assertThat(text(decisions.get(i)))
          .startsWith("# " + (i + 1) + ". ")
          .containsPattern("\nDate: \\d{4}-\\d{2}-\\d{2}\n")
          .contains("\n## Context\n", "\n## Decision\n", "\n## Consequence\n");
    }
  }

  @Test
  void metrics_ofOperationsAndDashboardAreThoseOfTheServices() {
    Set<String> meters = new TreeSet<>();
    modules()
        .filter(module -> Files.exists(module.resolve("src/main/java")))
        .flatMap(module -> files(module.getFileName() + "/src/main/java", ".java").stream())
        .forEach(source -> meters.addAll(found(METER, text(source))));
    Pattern known =
        Pattern.compile(
            meters.stream()
                .map(name -> name.replace('.', '_').replace('-', '_') + SUFFIX)
                .collect(Collectors.joining("|")));

    assertThat(found(SERIES, text(Checkout.file(OPERATIONS))))
        .isNotEmpty()
        .allMatch(series -> known.matcher(series).matches());
    assertThat(found(SERIES, text(Checkout.file(DASHBOARD))))
        .isNotEmpty()
        .allMatch(series -> known.matcher(series).matches());
  }

  @Test
  void settings_ofOperationsAreThoseOfTheServices() {
    Set<String> settings =
        new TreeSet<>(
            found(
                Pattern.compile("(?m)^(tierwise\\.[\\w.-]+)="),
                text(
                    Checkout.file(
                        "service-starter/src/main/resources/io/tierwise/starter/defaults.properties"))));
    modules()
        .map(module -> module.resolve("target/classes/META-INF/spring-configuration-metadata.json"))
        .filter(Files::exists)
        .forEach(metadata -> settings.addAll(found(PROPERTY, text(metadata))));

    Set<String> documented = found(DOCUMENTED, text(Checkout.file(OPERATIONS)));

    assertThat(settings).isNotEmpty().allMatch(name -> namesItOrAPartOf(documented, name));
    assertThat(documented)
        .allMatch(
            name -> settings.stream().anyMatch(known -> namesItOrAPartOf(Set.of(name), known)));
  }

  private static boolean namesItOrAPartOf(Set<String> names, String whole) {
    return names.stream().anyMatch(name -> name.equals(whole) || name.startsWith(whole + "."));
  }
}
