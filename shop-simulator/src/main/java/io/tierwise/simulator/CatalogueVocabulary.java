package io.tierwise.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The words that the catalogue is made of: one {@link Leaf} a line of {@code catalogue.txt}. */
final class CatalogueVocabulary {
  static final List<String> STYLES = List.of("classic", "modern", "natural", "playful");
  static final List<String> LINES =
      List.of(
          "Aurora",
          "Harbour",
          "Fell",
          "Juniper",
          "Solace",
          "Meridian",
          "Tarn",
          "Lark",
          "Ember",
          "Willow",
          "Kestrel",
          "Dune",
          "Marlow",
          "Orchard",
          "Beacon",
          "Thistle",
          "Cobalt",
          "Fable",
          "Granite",
          "Hollow",
          "Isla",
          "Jura",
          "Linden",
          "Moss",
          "Nimbus",
          "Oriel",
          "Pebble",
          "Quarry",
          "Rowan",
          "Sable",
          "Tempo",
          "Umber",
          "Vale",
          "Wren",
          "Yarrow",
          "Zephyr");
  static final List<String> BRANDS =
      List.of(
          "Copperwick",
          "Fernway",
          "Northmoor",
          "Hartley & Dune",
          "Bluebarn",
          "Oakridge",
          "Pennant",
          "Saltmarsh",
          "Thornbury",
          "Wick & Wool",
          "Ashdown",
          "Brightwell",
          "Calder",
          "Drift",
          "Eastlake",
          "Finch",
          "Greystone",
          "Holloway",
          "Inkwell",
          "Jasper Row",
          "Kiln",
          "Lowland",
          "Millbrook",
          "Nettle",
          "Overton",
          "Plumb",
          "Quill",
          "Redcliff",
          "Stanhope",
          "Tidewater",
          "Upland",
          "Vantage",
          "Westbourne",
          "Yewtree",
          "Alder",
          "Birchall",
          "Coldstream",
          "Dovetail",
          "Elmfield",
          "Fairweather",
          "Gorse",
          "Hazelwood",
          "Ivory Lane",
          "Juno",
          "Kingsmere",
          "Larkhill",
          "Mossop",
          "Norfolk Works",
          "Orme",
          "Piper",
          "Ravenscar",
          "Sefton",
          "Tamar",
          "Underhill",
          "Voss",
          "Wainwright",
          "Yarm",
          "Zest & Co",
          "Amberley",
          "Bowland");

  enum Kind {
    GOODS,
    SERIES,
    CONSUMABLE
  }

  /**
   * @param priceLevel of the noun within the leaf, 0 cheap to 1 dear
   */
  record Noun(String text, double priceLevel) {}

  record Leaf(
      List<String> path,
      double lowestPrice,
      double highestPrice,
      Kind kind,
      List<Noun> nouns,
      List<String> companions) {
    String name() {
      return path.getLast();
    }

    String department() {
      return path.getFirst();
    }
  }

  static List<Leaf> leaves() {
    InputStream resource = CatalogueVocabulary.class.getResourceAsStream("catalogue.txt");
    Objects.requireNonNull(resource, "catalogue.txt is missing from the jar");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(CatalogueVocabulary::leaf)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Leaf leaf(String line) {
    List<String> fields = List.of(line.split("\\|"));
    List<String> prices = List.of(fields.get(3).split("-"));
    return new Leaf(
        fields.subList(0, 3),
        Double.parseDouble(prices.get(0)),
        Double.parseDouble(prices.get(1)),
        Kind.valueOf(fields.get(4).toUpperCase(Locale.ROOT)),
        List.of(fields.get(5).split(";")).stream().map(CatalogueVocabulary::noun).toList(),
        List.of(fields.get(6).split(";")));
  }

  private static Noun noun(String text) {
    return switch (text.charAt(0)) {
      case '+' -> new Noun(text.substring(1), 0.9);
      case '-' -> new Noun(text.substring(1), 0.1);
      default -> new Noun(text, 0.45);
    };
  }

  private CatalogueVocabulary() {}
}
