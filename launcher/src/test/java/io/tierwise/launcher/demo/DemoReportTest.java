package io.tierwise.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.demo.DemoReport.Allocation;
import io.tierwise.launcher.demo.DemoReport.Experiment;
import io.tierwise.launcher.demo.DemoReport.Recommendations;
import io.tierwise.launcher.demo.DemoReport.Segment;
import io.tierwise.launcher.demo.DemoReport.Tier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DemoReportTest {
  @TempDir Path folder;

  @Test
  void file_hasExactlyTheAgreedKeys_andPlainNumbers() throws Exception {
    DemoReport report =
        new DemoReport(
            10,
            9,
            1,
            5,
            List.of(new Tier("Diamond", 2, 0.5)),
            List.of(new Segment("Champions", 2)),
            new Recommendations(3, 0.25, 0.125),
            new Allocation(4, new BigDecimal("118.00"), new BigDecimal("1E+3"), 2.5, 2.75, 0.1),
            new Experiment(7, 8, 0.5, null, List.of(-0.25, 0.25)),
            DemoReport.rounded(Map.of("total", 1.26)),
            99);
    Path file = folder.resolve("not there yet").resolve("demo-report.json");
    report.write(file);

    assertThat(JsonMapper.shared().readTree(Files.readString(file)).toString())
        .isEqualTo(
            """
            {"events":10,"accepted":9,"rejected":1,"profiles":5,\
            "tiers":[{"name":"Diamond","customers":2,"revenueShare":0.5}],\
            "segments":[{"name":"Champions","customers":2}],\
            "recommendations":{"usersServed":3,"recallAt10":0.25,"popularityRecallAt10":0.125},\
            "allocation":{"contacts":4,"spend":118.0,"budget":1000,"primal":2.5,"bound":2.75,\
            "gap":0.1},\
            "experiment":{"treated":7,"control":8,"treatedConversion":0.5,\
            "controlConversion":null,"liftInterval":[-0.25,0.25]},\
            "seconds":{"total":1.3},"peakMemoryMiB":99}""");
    assertThat(Files.readString(file)).contains("118.00").contains("1000").doesNotContain("E+");
    assertThat(report.totalSeconds()).isEqualByComparingTo("1.3");
  }
}
