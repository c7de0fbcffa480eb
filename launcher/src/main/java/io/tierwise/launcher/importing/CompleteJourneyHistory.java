package io.tierwise.launcher.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JsonGenerator;

/**
 * Campaigns, households they reached, coupons and redemptions of The Complete Journey as rows of
 * campaign-service's history. A contact is made on the first day of its campaign; its variant is
 * the type of the campaign, by which rates differ most. The mailings cost nothing as far as the
 * data says. A response is a coupon redeemed.
 */
public final class CompleteJourneyHistory {
  /** Of groceries; the data says nothing of it. */
  private static final double MARGIN = 0.25;

  private final Path folder;
  private final OutputStream out;
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, String> starts = new HashMap<>();

  private CompleteJourneyHistory(Path folder, OutputStream out) {
    this.folder = folder;
    this.out = out;
  }

  /**
   * @param folder with the files, each as .csv or .csv.gz
   */
  public static void write(Path folder, OutputStream out) throws IOException, UnreadableFile {
    new CompleteJourneyHistory(folder, out).write();
  }

  private void write() throws IOException, UnreadableFile {
    for (String[] campaign : rows("campaign_descriptions", 4)) {
      types.put(campaign[0], campaign[1]);
      starts.put(campaign[0], campaign[2]);
      row(
          "campaign",
          campaign[0],
          json -> {
            json.writeStringProperty("name", "Mailing " + campaign[0] + " (" + campaign[1] + ")");
            json.writeStringProperty("startsAt", campaign[2]);
            json.writeStringProperty("endsAt", dayAfter(campaign[3]));
            json.writeNumberProperty("margin", MARGIN);
            json.writeStringProperty("response", "redemption");
          });
    }
    for (String[] reached : rows("campaigns", 2)) {
      row(
          "contact",
          reached[0],
          json -> {
            json.writeStringProperty("userId", reached[1]);
            json.writeStringProperty("at", starts.getOrDefault(reached[0], ""));
            json.writeStringProperty("offerId", "mailing");
            json.writeStringProperty("variant", types.getOrDefault(reached[0], "unknown"));
          });
    }
    Map<List<String>, List<String>> items = new LinkedHashMap<>();
    for (String[] coupon : rows("coupons", 3)) {
      items.computeIfAbsent(List.of(coupon[2], coupon[0]), _ -> new ArrayList<>()).add(coupon[1]);
    }
    for (Map.Entry<List<String>, List<String>> coupon : items.entrySet()) {
      row(
          "coupon",
          coupon.getKey().getFirst(),
          json -> {
            json.writeStringProperty("coupon", coupon.getKey().getLast());
            json.writeArrayPropertyStart("itemIds");
            coupon.getValue().forEach(json::writeString);
            json.writeEndArray();
          });
    }
    for (String[] redemption : rows("coupon_redemptions", 4)) {
      row(
          "redemption",
          redemption[2],
          json -> {
            json.writeStringProperty("userId", redemption[0]);
            json.writeStringProperty("coupon", redemption[1]);
            json.writeStringProperty("at", redemption[3]);
          });
    }
  }

  private static String dayAfter(String day) {
    try {
      return LocalDate.parse(day).plusDays(1).toString();
    } catch (DateTimeException e) {
      return day;
    }
  }

  private void row(String type, String campaign, Consumer<JsonGenerator> more) throws IOException {
    out.write(
        EventJson.object(
            json -> {
              json.writeStringProperty("type", type);
              json.writeStringProperty("campaignId", "complete-journey-" + campaign);
              more.accept(json);
            }));
    out.write('\n');
  }

  private List<String[]> rows(String name, int columns) throws IOException, UnreadableFile {
    Path plain = folder.resolve(name + ".csv");
    Path file = Files.exists(plain) ? plain : folder.resolve(name + ".csv.gz");
    List<String[]> rows = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file == plain ? in : new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",", -1);
        if (fields.length != columns) {
          throw new UnreadableFile(
              file.getFileName() + " has a line of " + fields.length + " fields");
        }
        rows.add(fields);
      }
    }
    return rows;
  }
}
