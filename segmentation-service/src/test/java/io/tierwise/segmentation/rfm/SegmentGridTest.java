package io.tierwise.segmentation.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentGridTest {
  private static final SegmentGrid GRID = SegmentGrid.standard();

  /** All 25 cells, as the design has them: R, FM, segment. */
  @ParameterizedTest
  @CsvSource({
    "5,1,New Customers",
    "5,2,Potential Loyalists",
    "5,3,Potential Loyalists",
    "5,4,Champions",
    "5,5,Champions",
    "4,1,Promising",
    "4,2,Potential Loyalists",
    "4,3,Potential Loyalists",
    "4,4,Loyal Customers",
    "4,5,Champions",
    "3,1,About To Sleep",
    "3,2,About To Sleep",
    "3,3,Need Attention",
    "3,4,Loyal Customers",
    "3,5,Loyal Customers",
    "2,1,Hibernating",
    "2,2,Hibernating",
    "2,3,At Risk",
    "2,4,At Risk",
    "2,5,\"Can't Lose Them\"",
    "1,1,Lost",
    "1,2,Lost",
    "1,3,At Risk",
    "1,4,\"Can't Lose Them\"",
    "1,5,\"Can't Lose Them\""
  })
  void everyCell_hasItsSegment(int recency, int combined, String segment) {
    assertThat(GRID.segmentOf(new RfmScore(recency, combined, combined)))
        .isEqualTo(segment.replace("\"", ""));
  }

  @Test
  void standardGrid_usesElevenSegmentsAndNamesEachMeaning() {
    Set<String> known = new TreeSet<>();
    for (RfmSegment segment : RfmSegment.values()) {
      known.add(segment.label());
    }
    assertThat(GRID.names()).hasSize(11).containsExactlyInAnyOrderElementsOf(known);
    assertThat(GRID.namesWithProspects()).hasSize(12).last().isEqualTo("Prospects");
    assertThat(GRID.namesWithProspects())
        .allSatisfy(name -> assertThat(RfmSegment.meaning(name)).isNotEmpty());
  }

  @Test
  void combinedScore_roundsHalvesUp() {
    assertThat(new RfmScore(1, 2, 3).frequencyMonetary()).isEqualTo(3);
    assertThat(new RfmScore(1, 2, 2).frequencyMonetary()).isEqualTo(2);
    assertThat(new RfmScore(1, 5, 4).frequencyMonetary()).isEqualTo(5);
    assertThat(new RfmScore(1, 1, 5).frequencyMonetary()).isEqualTo(3);
  }

  @Test
  void grid_refusesMissingCellsAndReservedNames() {
    List<List<String>> rows = new ArrayList<>(GRID.rows());
    rows.set(1, List.of("A", "B", "C", "D"));
    assertThatThrownBy(() -> new SegmentGrid(rows))
        .hasMessage("the row of recency 4 has 4 cells, it needs 5");
    rows.set(1, List.of("A", "B", "prospects", "D", "E"));
    assertThatThrownBy(() -> new SegmentGrid(rows)).hasMessageContaining("'prospects'");
    rows.set(1, Collections.nCopies(5, " "));
    assertThatThrownBy(() -> new SegmentGrid(rows)).hasMessageContaining("recency 4");
    assertThatThrownBy(() -> new SegmentGrid(rows.subList(0, 4))).hasMessageContaining("4 rows");
  }

  @Test
  void scoresOutsideOneToFive_areRefused() {
    assertThatThrownBy(() -> new RfmScore(0, 1, 1)).hasMessageContaining("recency = 0");
    assertThatThrownBy(() -> new RfmScore(1, 6, 1)).hasMessageContaining("frequency = 6");
  }
}
