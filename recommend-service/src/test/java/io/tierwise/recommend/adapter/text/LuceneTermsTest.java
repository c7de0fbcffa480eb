package io.tierwise.recommend.adapter.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.model.ContentTrainer;
import io.tierwise.recommend.model.ItemNeighborhood;
import io.tierwise.recommend.model.ItemText;
import io.tierwise.recommend.model.Terms;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LuceneTermsTest {
  private static final Map<String, String> TEXTS =
      Map.of(
          "1", "Cast iron pans for the kitchen",
          "2", "Iron pan, non-stick",
          "3", "不锈钢炒锅",
          "4", "铸铁炒锅",
          "5", "Running shoes",
          "6", "");

  @Test
  void englishWords_areStemmed_andChineseOnesAreCut() {
    LuceneTerms terms = new LuceneTerms();
    assertThat(terms.of("The running Pans")).containsExactly("run", "pan");
    assertThat(terms.of("铸铁炒锅 with lid")).contains("炒锅", "lid");
  }

  @Test
  void likeTexts_areNeighbours_inBothLanguages() {
    ItemNeighborhood found =
        new ContentTrainer(new LuceneTerms(), id -> new ItemText(TEXTS.getOrDefault(id, ""), ""))
            .fit(List.of("1", "2", "3", "4", "5", "6"));
    assertThat(found.neighbour(0, 0)).isEqualTo(1);
    assertThat(found.neighbour(2, 0)).isEqualTo(3);
    assertThat(found.neighbours(4)).isZero();
    assertThat(found.neighbours(5)).isZero();
  }

  private static final Map<String, List<String>> DESCRIBED =
      Map.of(
          "1", List.of("Kettle K1", "Boils water for tea in a minute; keeps it hot for an hour."),
          "2", List.of("Model Z", "For those who boil their water quickly and like tea."),
          "3", List.of("Lamp", "Warm light for reading in bed."),
          "4", List.of("电水壶", "快速烧开水，适合泡茶，可保温一小时。"),
          "5", List.of("型号乙", "喜欢泡茶的人用它烧开水。"),
          "6", List.of("台灯", "适合睡前阅读的柔和灯光。"));

  @Test
  void descriptions_makeItemsAlike_inBothLanguages_andCountHalf() {
    LuceneTerms terms = new LuceneTerms();
    List<String> ids = List.of("1", "2", "3", "4", "5", "6");
    ItemNeighborhood found =
        new ContentTrainer(
                terms,
                id -> {
                  List<String> texts = DESCRIBED.getOrDefault(id, List.of("", ""));
                  return new ItemText(texts.get(0), terms.digest(texts.get(1)));
                })
            .fit(ids);
    assertThat(found.neighbour(0, 0)).isEqualTo(1);
    assertThat(found.neighbour(1, 0)).isEqualTo(0);
    assertThat(found.neighbour(3, 0)).isEqualTo(4);
    assertThat(found.neighbour(4, 0)).isEqualTo(3);
    Map<String, Double> words = new ItemText("kettle tea", "tea water").words(text(" "));
    assertThat(words).containsEntry("kettle", 1.0).containsEntry("water", 0.5);
    assertThat(words.get("tea")).isCloseTo(1 + Math.log(1.5), within(1e-12));
  }

  private static Terms text(String separator) {
    return text -> List.of(text.split(separator));
  }

  @Test
  void aDigest_keepsTheMostFrequentWords_andLittleOfALongText() {
    Terms terms = text(" ");
    assertThat(terms.digest("b a b c a b")).isEqualTo("b a c");
    String many =
        IntStream.range(0, 500).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    assertThat(terms.digest(many + " word7").split(" "))
        .hasSize(Terms.MAX_DIGEST_WORDS)
        .startsWith("word7", "word0", "word1");
    assertThat(terms.digest("x".repeat(1_000) + " y")).isEqualTo("y");
    assertThat(terms.digest("a ".repeat(Terms.MAX_READ / 2) + "never")).isEqualTo("a");
    assertThat(new LuceneTerms().digest("")).isEmpty();
  }
}
