package io.tierwise.profile.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The feeling of a text from -1 to 1, by the rule of C. Hutto and E. Gilbert (VADER: A Parsimonious
 * Rule-based Model for Sentiment Analysis of Social Media Text, ICWSM 2014), of which this keeps
 * the parts that matter most: the valences of the words are summed and s / sqrt(s^2 + 15) is the
 * score. Each of the three words before makes a valence stronger or weaker where it is an adverb of
 * degree, or turns it, times -0.74, where it negates. After a "but" words count one and a half
 * times, before it half. Irony, emoticons and what depends on knowledge are not understood.
 */
public final class Sentiment {
  private static final double NORMALISER = 15;
  private static final double NEGATION = -0.74;
  private static final double DEGREE = 0.293;
  private static final double NEARER = 1;
  private static final double BEFORE_BUT = 0.5;
  private static final double AFTER_BUT = 1.5;
  private static final double DISTANCE = 0.05;
  private static final int REACH = 3;
  private static final int LONGEST = 20_000;
  private static final Set<String> NEGATIONS =
      Set.of(
          "not",
          "no",
          "never",
          "none",
          "nobody",
          "nothing",
          "neither",
          "nor",
          "nowhere",
          "without",
          "hardly",
          "barely",
          "rarely",
          "seldom",
          "cannot",
          "cant",
          "dont",
          "doesnt",
          "didnt",
          "isnt",
          "wasnt",
          "arent",
          "werent",
          "wont",
          "wouldnt",
          "shouldnt",
          "couldnt",
          "havent",
          "hasnt",
          "hadnt",
          "aint");
  private static final Set<String> STRONGER =
      Set.of(
          "very",
          "really",
          "so",
          "extremely",
          "absolutely",
          "totally",
          "completely",
          "too",
          "incredibly",
          "highly",
          "super",
          "truly",
          "most",
          "such",
          "especially",
          "utterly");
  private static final Set<String> WEAKER =
      Set.of("slightly", "somewhat", "fairly", "rather", "quite", "almost", "partly", "bit");

  private final Lexicon lexicon;

  public Sentiment(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  public Lexicon lexicon() {
    return lexicon;
  }

  /** Null where no word of the text is in the lexicon; only the first 20,000 characters count. */
  public @Nullable Double of(String text) {
    List<String> words = words(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    int but = words.lastIndexOf("but");
    double sum = 0;
    boolean known = false;
    for (int i = 0; i < words.size(); i++) {
      double valence = lexicon.valence(words.get(i));
      if (valence != 0) {
        known = true;
        sum += inContext(words, i, valence) * weight(i, but);
      }
    }
    return known ? sum / Math.sqrt(sum * sum + NORMALISER) : null;
  }

  private double inContext(List<String> words, int at, double valence) {
    double strength = 0;
    double sign = 1;
    for (int back = 1; back <= REACH && back <= at; back++) {
      String before = words.get(at - back);
      double nearness = NEARER - DISTANCE * (back - 1);
      if (STRONGER.contains(before)) {
        strength += DEGREE * nearness;
      } else if (WEAKER.contains(before)) {
        strength -= DEGREE * nearness;
      } else if (NEGATIONS.contains(before)) {
        sign *= NEGATION;
      }
    }
    return sign * (valence + Math.signum(valence) * strength);
  }

  private static double weight(int at, int but) {
    if (but < 0) {
      return 1;
    }
    return at < but ? BEFORE_BUT : AFTER_BUT;
  }

  /** Letters only, in lower case, apostrophes dropped: {@code don't} is {@code dont}. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String part : text.toLowerCase(Locale.ROOT).split("[^\\p{L}'’]+")) {
      String word = part.replace("'", "").replace("’", "");
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
