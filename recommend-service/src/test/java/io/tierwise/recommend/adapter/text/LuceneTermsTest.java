package io.tierwise.recommend.adapter.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.model.ContentTrainer;
import io.tierwise.recommend.model.ItemNeighborhood;
import java.util.List;
import java.util.Map;
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
        new ContentTrainer(new LuceneTerms(), id -> TEXTS.getOrDefault(id, ""))
            .fit(List.of("1", "2", "3", "4", "5", "6"));
    assertThat(found.neighbour(0, 0)).isEqualTo(1);
    assertThat(found.neighbour(2, 0)).isEqualTo(3);
    assertThat(found.neighbours(4)).isZero();
    assertThat(found.neighbours(5)).isZero();
  }
}
