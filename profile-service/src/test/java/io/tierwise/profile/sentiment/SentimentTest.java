package io.tierwise.profile.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentTest {
  private static final Sentiment SENTIMENT = new Sentiment(Lexicon.own());

  private static double of(String text) {
    return Objects.requireNonNull(SENTIMENT.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "good, 0.459", // 2 / sqrt(4 + 15)
    "very good, 0.509", // 2.293
    "slightly good, 0.403", // 1.707
    "not good, -0.357", // -1.48
    "It isn’t good, -0.357",
  })
  void score_isTheSumOfValencesInContext(String text, double score) {
    assertThat(of(text)).isCloseTo(score, within(0.02));
  }

  @Test
  void exactScore_isThatOfTheFormula() {
    assertThat(of("GOOD!")).isCloseTo(2 / Math.sqrt(19), within(1e-12));
    assertThat(of("not good")).isCloseTo(-1.48 / Math.sqrt(1.48 * 1.48 + 15), within(1e-12));
    assertThat(of("very good")).isCloseTo(2.293 / Math.sqrt(2.293 * 2.293 + 15), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Love it, works perfectly and arrived promptly",
        "It was cheap looking but I absolutely love it",
        "No problems at all, would recommend",
        "Never had an issue",
      })
  void praise_isAboveZero(String text) {
    assertThat(of(text)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Broke after two days, total waste of money",
        "I don't recommend this",
        "Looks nice but it is useless",
        "It wasn't worth the price",
      })
  void complaints_areBelowZero(String text) {
    assertThat(of(text)).isNegative();
  }

  @Test
  void textWithoutKnownWords_hasNoScore() {
    assertThat(SENTIMENT.of("")).isNull();
    assertThat(SENTIMENT.of("Arrived on Monday")).isNull();
    assertThat(SENTIMENT.of("¯\\_(ツ)_/¯")).isNull();
  }

  @Test
  void score_staysWithinOne() {
    assertThat(of("love ".repeat(50_000))).isBetween(0.99, 1.0);
    assertThat(of("hate ".repeat(50_000))).isBetween(-1.0, -0.99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vader_lexicon.txt", "AFINN-en-165.txt"})
  void ownWords_feelAsInPublishedLexicons(String name) {
    Path published =
        Path.of(System.getenv().getOrDefault("TIERWISE_SHARED_DATA", "../../shared/data"))
            .resolve("lexicons")
            .resolve(name);
    Assumptions.assumeTrue(Files.exists(published), "no published lexicon at " + published);
    Map<String, Double> theirs = Lexicon.of(published).valences();
    Map<String, Double> own = Lexicon.own().valences();
    assertThat(own).hasSizeGreaterThan(250);
    assertThat(own.keySet().stream().filter(theirs::containsKey)).hasSizeGreaterThan(200);
    assertThat(own)
        .allSatisfy(
            (word, valence) ->
                assertThat(valence * theirs.getOrDefault(word, valence))
                    .as(word)
                    .isGreaterThanOrEqualTo(0));
  }
}
