package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The main job on real data: UCI Online Retail (D. Chen, CC BY 4.0) through the front door, and its
 * known facts out of the REST APIs, exactly.
 */
class OnlineRetailIT {
  private static final String FILE = "data/online-retail/online_retail.csv.gz";

  @Test
  void importedInvoices_comeOutExactly_andAreTieredAndServed() throws Exception {
    Path root = Installation.find().root();
    Path file = root.resolveSibling("shared").resolve(FILE);
    assumeTrue(
        Files.isReadable(file), () -> "skipped: the data set ../shared/" + FILE + " is not here");
    try (RunningSuite suite = RunningSuite.start("online-retail")) {
      importFile(root, file, suite);
      JsonNode counts =
          Eventually.value(
              "the import has reached the profiles",
              Duration.ofMinutes(3),
              () -> {
                JsonNode now = suite.profile().read("/v1/profiles/counts");
                return now.get("orders").longValue() >= 18_532 && refundsIn(now) ? now : null;
              });
      assertThat(counts.get("customersWithOrder").longValue()).isEqualTo(4_338);
      assertThat(counts.get("orders").longValue()).isEqualTo(18_532);
      assertThat(amount(counts, "grossRevenue")).isEqualByComparingTo("8911407.904");
      assertThat(amount(counts, "netRevenue"))
          .isEqualByComparingTo(amount(counts, "grossRevenue").subtract(amount(counts, "refunds")));
      System.out.println("Online Retail: " + counts);

      tierAndPublish(suite);
      serve(suite);
    }
  }

  private static void importFile(Path root, Path file, RunningSuite suite) throws Exception {
    Process process =
        new ProcessBuilder(
                root.resolve("tierwise").toString(),
                "import",
                "--format",
                "online-retail",
                "--url",
                suite.ingest().base().toString(),
                "--write-key",
                ServiceSettings.LOCAL_WRITE_KEY,
                file.toString())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    System.out.println(output);
    assertThat(process.exitValue()).as(output).isZero();
  }

  /** Refunds of customers in the file: lines of invoices that begin with C, customer present. */
  private static boolean refundsIn(JsonNode counts) {
    return amount(counts, "refunds").compareTo(new BigDecimal("611342.09")) >= 0;
  }

  private static void tierAndPublish(RunningSuite suite) {
    Eventually.asserted(
        "features have reached the segmentation",
        Duration.ofMinutes(2),
        () -> {
          JsonNode draft =
              suite
                  .segmentation()
                  .job(
                      "/v1/runs",
                      "{\"k\":5,\"asOf\":\"2011-12-10T00:00:00Z\",\"seed\":1}",
                      "DRAFT");
          assertThat(draft.at("/result/customers").longValue()).isEqualTo(4_338);
          assertThat(
                  suite
                      .segmentation()
                      .post("/v1/runs/" + draft.get("id").stringValue() + "/publish", "{}")
                      .status())
              .isEqualTo(200);
        });
    JsonNode tiers = suite.segmentation().read("/v1/tiers");
    JsonNode best = tiers.at("/items/0");
    assertThat(best.get("revenueShare").doubleValue())
        .isGreaterThan(3.0 * best.get("customers").longValue() / 4_338);
    System.out.println("tiers: " + tiers);
    JsonNode tier = suite.segmentation().read("/v1/users/14646/tier");
    assertThat(tier.get("tier").stringValue())
        .as("the largest customer of the file is in the best tier")
        .isEqualTo(best.get("name").stringValue());
  }

  private static void serve(RunningSuite suite) {
    suite.recommend().job("/v1/training-runs", "{}", "SUCCEEDED");
    JsonNode answer = suite.recommend().read("/v1/users/17841/recommendations?limit=10");
    System.out.println("recommendations for 17841: " + answer);
    assertThat(answer.get("items")).hasSize(10);
    assertThat(answer.get("fallback").booleanValue()).isFalse();
    assertThat(answer.at("/items/0/reasons")).isNotEmpty();
  }

  private static BigDecimal amount(JsonNode counts, String field) {
    return new BigDecimal(counts.at("/" + field + "/amount").stringValue());
  }
}
