package io.tierwise.profile.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.profile.explain.ProfileNumber;
import io.tierwise.profile.explain.ProfileNumbers;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the profile says what the service says, of every field. */
class ProfileDocumentationTest {
  private static final Set<String> WHO =
      Set.of(
          "userId",
          "canonicalId",
          "identified",
          "mergedIds",
          "tags",
          "standing",
          "traitSources",
          "explanation");

  private static String page() throws Exception {
    return Files.readString(Path.of("../docs/profile.md"));
  }

  private static List<String> fields(Class<?> type) {
    return Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  @Test
  void everyNumber_isDefined_andCanBeExplained() {
    Set<String> defined = new HashSet<>(WHO);
    ProfileNumbers.all().forEach(number -> defined.add(number.name()));
    assertThat(fields(ProfileAnswer.class)).containsExactlyInAnyOrderElementsOf(defined);
  }

  @Test
  void everyDefinition_isThatOfThePage() throws Exception {
    String page = page();
    assertThat(ProfileNumbers.all())
        .allSatisfy(
            number ->
                assertThat(page)
                    .contains(
                        "| `%s` | %s | %s | "
                            .formatted(number.name(), number.unit(), number.definition())));
    assertThat(WHO).allSatisfy(field -> assertThat(page).contains("`" + field + "`"));
    assertThat(
            Stream.of(
                    ProfileAnswer.Rfm.class,
                    ProfileAnswer.TouchAnswer.class,
                    ProfileAnswer.ReviewsAnswer.class,
                    CountsAnswer.class)
                .flatMap(type -> fields(type).stream()))
        .allSatisfy(field -> assertThat(page).containsPattern("\\b" + field + "\\b"));
  }

  @Test
  void sources_areEventsThatThereAre() {
    Set<String> known = new HashSet<>(EventNames.ALL);
    known.addAll(List.of("identify", "group"));
    assertThat(ProfileNumbers.all().stream().map(ProfileNumber::events).flatMap(Set::stream))
        .isNotEmpty()
        .allMatch(known::contains);
  }
}
