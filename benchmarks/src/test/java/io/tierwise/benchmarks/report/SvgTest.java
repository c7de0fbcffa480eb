package io.tierwise.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.benchmarks.report.Chart.Line;
import io.tierwise.benchmarks.report.Chart.Point;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgTest {
  private static Document drawn(Chart... charts) throws Exception {
    String svg = Svg.of("Costs & <more>", List.of(charts));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static Chart chart(Point... points) {
    return new Chart("A chart", "users", true, List.of(new Line("a line", List.of(points))));
  }

  private static List<String> texts(Document svg) {
    NodeList nodes = svg.getElementsByTagName("text");
    return java.util.stream.IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  @Test
  void svg_isWellFormed_onWhite_andNamesWhatItShows() throws Exception {
    Document svg = drawn(chart(new Point(10_000, 40), new Point(1_000_000, 55)));
    assertThat(((Element) svg.getElementsByTagName("rect").item(0)).getAttribute("fill"))
        .isEqualTo("#fff");
    assertThat(texts(svg))
        .contains("Costs & <more>", "A chart", "users", "a line")
        .contains("10k", "100k", "1M")
        .contains("0", "20", "40", "60");
  }

  @Test
  void points_standWhereTheAxesSay() throws Exception {
    Document svg =
        drawn(chart(new Point(10_000, 0), new Point(100_000, 30), new Point(1_000_000, 60)));
    String[] corners =
        ((Element) svg.getElementsByTagName("polyline").item(0)).getAttribute("points").split(" ");
    double[][] at = new double[3][];
    for (int i = 0; i < 3; i++) {
      String[] place = corners[i].split(",");
      at[i] = new double[] {Double.parseDouble(place[0]), Double.parseDouble(place[1])};
    }
    assertThat(at[1][0]).isCloseTo((at[0][0] + at[2][0]) / 2, within(0.11));
    assertThat(at[1][1]).isCloseTo((at[0][1] + at[2][1]) / 2, within(0.11));
    assertThat(at[0][1]).isGreaterThan(at[2][1]);
  }

  @Test
  void charts_standTwoInARow() throws Exception {
    Chart chart = chart(new Point(10, 1));
    Element svg = drawn(chart, chart, chart).getDocumentElement();
    assertThat(svg.getElementsByTagName("g").getLength()).isEqualTo(3);
    assertThat(((Element) svg.getElementsByTagName("g").item(2)).getAttribute("transform"))
        .isEqualTo("translate(0 340)");
    assertThat(svg.getAttribute("width")).isEqualTo("920");
    assertThat(svg.getAttribute("height")).isEqualTo("640");
  }

  @Test
  void scale_hasRoundTicks_thatHoldEverything() {
    assertThat(Scale.linear(47).ticks()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0);
    assertThat(Scale.linear(0).ticks()).startsWith(0.0).hasSizeGreaterThan(1);
    assertThat(Scale.linear(31_000).ticks()).endsWith(40_000.0);
    assertThat(Scale.logarithmic(1_000, 100_000).ticks())
        .containsExactly(1_000.0, 10_000.0, 100_000.0);
    assertThat(Scale.logarithmic(5, 5).ticks()).containsExactly(1.0, 10.0);
    assertThat(Scale.logarithmic(1, 100).share(10)).isEqualTo(0.5);
    assertThat(List.of(Scale.text(0.5), Scale.text(1_500), Scale.text(2e6)))
        .containsExactly("0.5", "1.5k", "2M");
  }

  @Test
  void nothingToDraw_andWhatNoAxisShows_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> chart()).withMessageContaining("A chart");
    assertThatIllegalArgumentException().isThrownBy(() -> chart(new Point(0, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Point(1, Double.NaN));
  }
}
