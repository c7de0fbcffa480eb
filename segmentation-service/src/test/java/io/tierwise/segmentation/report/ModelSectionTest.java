package io.tierwise.segmentation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.charts.Svg;
import io.tierwise.segmentation.propensity.Bands;
import io.tierwise.segmentation.propensity.ModelParameters;
import io.tierwise.segmentation.propensity.ModelResult;
import io.tierwise.segmentation.propensity.ModelState;
import io.tierwise.segmentation.propensity.PredictionQuality;
import io.tierwise.segmentation.propensity.RegisteredModel;
import io.tierwise.segmentation.propensity.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ModelSectionTest {
  private static final Pattern CURVE = Pattern.compile("points=\"([^\"]+)\"");

  private static PredictionQuality quality() {
    Random random = new Random(9);
    double[] probabilities = new double[2000];
    int[] labels = new int[probabilities.length];
    for (int i = 0; i < labels.length; i++) {
      probabilities[i] = random.nextDouble();
      labels[i] = random.nextDouble() < probabilities[i] ? 1 : 0;
    }
    return PredictionQuality.of(probabilities, labels, 1);
  }

  private static Section section(PredictionQuality quality) {
    LocalDate day = LocalDate.of(2026, 5, 1);
    ModelResult result =
        new ModelResult(
            day.minusDays(30),
            day,
            day.plusDays(30),
            2000,
            0.5,
            List.of(),
            "boosting",
            "isotonic",
            new Bands(0.5, 0.8),
            List.of(),
            quality);
    return ModelSection.of(
        new RegisteredModel(
            new UUID(0, 1),
            3,
            ModelState.LIVE,
            new ModelParameters(Target.CHURN, 30, List.of("boosting"), null, 1, null),
            "1",
            "anna",
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            "done",
            1,
            Map.of(),
            result,
            null),
        result);
  }

  /** The area below the polygon through the tenths is a little less than that of the curve. */
  @Test
  void rocCurve_hasTheAreaThatIsStated() {
    PredictionQuality quality = quality();
    Section section = section(quality);

    double[][] points = points(section.pictures().get(1));
    double width = points[points.length - 1][0] - points[0][0];
    double height = points[0][1] - points[points.length - 1][1];
    double area = 0;
    for (int i = 1; i < points.length; i++) {
      double mean = points[0][1] - (points[i][1] + points[i - 1][1]) / 2;
      area += (points[i][0] - points[i - 1][0]) / width * mean / height;
    }
    assertThat(points).hasNumberOfRows(11);
    assertThat(area).isBetween(quality.auc().value() - 0.02, quality.auc().value());
    assertThat(section.text()).contains("who will not order within 30 days");
  }

  @Test
  void calibratedProbabilities_lieOnTheDiagonal() {
    double[][] points = points(section(quality()).pictures().getFirst());

    for (double[] point : points) {
      double foretold = (point[0] - 58) / (624 - 58);
      double cameTrue = (208 - point[1]) / (208 - 44);
      assertThat(cameTrue).isCloseTo(foretold, within(0.1));
    }
  }

  private static double[][] points(Svg picture) {
    String first =
        CURVE
            .matcher(picture.markup())
            .results()
            .map((MatchResult m) -> m.group(1))
            .findFirst()
            .orElseThrow();
    return Pattern.compile(" ")
        .splitAsStream(first)
        .map(pair -> pair.split(","))
        .map(xy -> new double[] {Double.parseDouble(xy[0]), Double.parseDouble(xy[1])})
        .toArray(double[][]::new);
  }
}
