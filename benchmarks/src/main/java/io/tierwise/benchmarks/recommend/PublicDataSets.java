package io.tierwise.benchmarks.recommend;

import io.tierwise.benchmarks.recommend.PublicData.Deed;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the data sets that a folder holds; the formats are those of their publishers. */
final class PublicDataSets {
  private static final byte BOUGHT = InteractionKind.PURCHASE.code();

  private final Path folder;

  PublicDataSets(Path folder) {
    this.folder = folder;
  }

  private boolean lacks(String file) {
    return !Files.exists(folder.resolve(file));
  }

  private Stream<String> lines(String file) {
    try {
      return PublicData.lines(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Check-ins in the split of LightGCN: what is new to a user, wherever. */
  Optional<PublicData> gowalla() {
    if (lacks("gowalla/train.txt.gz")) {
      return Optional.empty();
    }
    List<Deed> deeds = new ArrayList<>();
    for (String part : List.of("train", "test")) {
      lines("gowalla/" + part + ".txt.gz")
          .forEach(
              line -> {
                String[] ids = line.strip().split(" ");
                for (int i = 1; i < ids.length; i++) {
                  deeds.add(new Deed(ids[0], ids[i], BOUGHT, 0, 0, "", part.equals("test")));
                }
              });
    }
    return Optional.of(PublicData.of("gowalla", deeds, PublicData.BINARY, false));
  }

  /** Half a year and more of a wholesaler's invoices; asked for what is new in November 2011. */
  Optional<PublicData> onlineRetail() {
    if (lacks("online-retail/online_retail.csv.gz")) {
      return Optional.empty();
    }
    long from = second(LocalDateTime.of(2011, 11, 1, 0, 0));
    long until = second(LocalDateTime.of(2011, 12, 1, 0, 0));
    List<Deed> deeds = new ArrayList<>();
    lines("online-retail/online_retail.csv.gz")
        .skip(1)
        .map(Csv::fields)
        .filter(line -> !line.get(6).isBlank() && !line.getFirst().startsWith("C"))
        .filter(line -> Double.parseDouble(line.get(3)) > 0 && Double.parseDouble(line.get(5)) > 0)
        .forEach(
            line -> {
              long second = second(time(line.get(4)));
              if (second < until) {
                deeds.add(
                    new Deed(
                        line.get(6),
                        line.get(1).toUpperCase(Locale.ROOT),
                        BOUGHT,
                        second,
                        0,
                        line.getFirst(),
                        second >= from));
              }
            });
    return Optional.of(PublicData.of("onlineRetail", deeds, StrengthWeights.DEFAULT, false));
  }

  /** A shop's clicks with one held-out purchase per visitor. */
  Optional<PublicData> retailrocket() {
    if (lacks("retailrocket/events.csv.gz")) {
      return Optional.empty();
    }
    List<Deed> deeds = new ArrayList<>();
    lines("retailrocket/events.csv.gz")
        .skip(1)
        .map(line -> line.split(","))
        .forEach(
            event ->
                deeds.add(
                    new Deed(
                        event[1],
                        event[3],
                        kind(event[2]),
                        Long.parseLong(event[0]),
                        0,
                        "",
                        false)));
    lines("retailrocket/test_buys.csv.gz")
        .skip(1)
        .map(line -> line.split(","))
        .forEach(buy -> deeds.add(new Deed(buy[0], buy[1], BOUGHT, 0, 0, "", true)));
    return Optional.of(PublicData.of("retailrocket", deeds, StrengthWeights.DEFAULT, true));
  }

  /** Ratings of MovieLens 100K, three quarters of each user's for training, all of them liked. */
  Optional<PublicData> movieLens() {
    if (lacks("ml-100k/u.data")) {
      return Optional.empty();
    }
    Map<String, List<String[]>> byUser = new HashMap<>();
    lines("ml-100k/u.data")
        .map(line -> line.split("\t"))
        .forEach(line -> byUser.computeIfAbsent(line[0], _ -> new ArrayList<>()).add(line));
    Random random = new Random(42);
    List<Deed> deeds = new ArrayList<>();
    new TreeMap<>(byUser)
        .forEach(
            (user, rows) -> {
              Collections.shuffle(rows, random);
              for (int i = 0; i < rows.size(); i++) {
                boolean test = i >= Math.round(0.75 * rows.size());
                deeds.add(new Deed(user, rows.get(i)[1], BOUGHT, 0, 0, "", test));
              }
            });
    return Optional.of(PublicData.of("movieLens100k", deeds, PublicData.BINARY, false));
  }

  /** The same ratings as such, with their times. */
  Optional<PublicData> movieLensRatings() {
    if (lacks("ml-100k/u.data")) {
      return Optional.empty();
    }
    List<Deed> deeds = new ArrayList<>();
    byte rated = InteractionKind.RATING.code();
    lines("ml-100k/u.data")
        .map(line -> line.split("\t"))
        .forEach(
            row ->
                deeds.add(
                    new Deed(
                        row[0],
                        row[1],
                        rated,
                        Long.parseLong(row[3]),
                        Float.parseFloat(row[2]),
                        "",
                        false)));
    return Optional.of(PublicData.of("movieLens100k", deeds, StrengthWeights.DEFAULT, true));
  }

  private static byte kind(String event) {
    return switch (event) {
      case "view" -> InteractionKind.VIEW.code();
      case "addtocart" -> InteractionKind.CART.code();
      case "transaction" -> BOUGHT;
      default -> throw new IllegalArgumentException("an event of retailrocket: " + event);
    };
  }

  private static long second(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC);
  }

  private static LocalDateTime time(String text) {
    return LocalDateTime.parse(
        text.replace('T', ' '), DateTimeFormatter.ofPattern(pattern(text), Locale.ROOT));
  }

  private static String pattern(String text) {
    return text.contains("/")
        ? "M/d/yyyy H:mm"
        : text.length() > 16 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm";
  }
}
