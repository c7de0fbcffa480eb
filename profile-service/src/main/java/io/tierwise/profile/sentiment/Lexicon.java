package io.tierwise.profile.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Words and their valence: a line each with the word, a tab and a number from -5 to 5; what follows
 * a second tab, empty lines and lines that begin with # are ignored. The lists of AFINN (Nielsen
 * 2011) and VADER (Hutto, Gilbert 2014) can be read as they are.
 */
public final class Lexicon {
  private static final String OWN = "english.txt";
  private static final double STRONGEST = 5;

  private final Map<String, Double> valences;

  private Lexicon(Map<String, Double> valences) {
    this.valences = valences;
  }

  /** The small English list that comes with the service. */
  public static Lexicon own() {
    try (InputStream list =
        Objects.requireNonNull(Lexicon.class.getResourceAsStream(OWN), "no " + OWN)) {
      return read(new InputStreamReader(list, StandardCharsets.UTF_8), OWN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException if the file is missing, empty, or a line has no number
   */
  public static Lexicon of(Path file) {
    try (Reader list = Files.newBufferedReader(file)) {
      return read(list, file.toString());
    } catch (IOException e) {
      throw new IllegalArgumentException("lexicon " + file + " cannot be read", e);
    }
  }

  private static Lexicon read(Reader reader, String name) throws IOException {
    Map<String, Double> valences = new HashMap<>();
    BufferedReader lines = new BufferedReader(reader);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank() && !(line.startsWith("#") && line.indexOf('\t') < 0)) {
        String[] columns = line.split("\t", 3);
        valences.put(
            columns[0].strip().toLowerCase(Locale.ROOT),
            valence(columns, name + " line " + number));
      }
    }
    if (valences.isEmpty()) {
      throw new IllegalArgumentException("lexicon " + name + " has no words");
    }
    return new Lexicon(Map.copyOf(valences));
  }

  private static double valence(String[] columns, String where) {
    try {
      double valence = columns.length < 2 ? Double.NaN : Double.parseDouble(columns[1].strip());
      if (Math.abs(valence) <= STRONGEST) {
        return valence;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    throw new IllegalArgumentException(where + " has no number from -5 to 5 after a tab");
  }

  /** Zero for a word that is not in the list. */
  double valence(String word) {
    return valences.getOrDefault(word, 0.0);
  }

  public Map<String, Double> valences() {
    return valences;
  }

  /** Differs, very likely, where the words or their valences do. */
  public String fingerprint() {
    CRC32 checksum = new CRC32();
    new TreeMap<>(valences)
        .forEach(
            (word, value) ->
                checksum.update((word + "\t" + value + "\n").getBytes(StandardCharsets.UTF_8)));
    return Long.toHexString(checksum.getValue());
  }
}
