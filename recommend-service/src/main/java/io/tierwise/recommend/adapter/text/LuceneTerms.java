package io.tierwise.recommend.adapter.text;

import io.tierwise.recommend.model.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Stems of English words, and words of Chinese text, whose analyser stems what is English in it.
 */
public final class LuceneTerms implements Terms {
  private final Analyzer english = new EnglishAnalyzer();

  /** Its dictionary is read when the first Chinese text comes. */
  private static final class Chinese {
    static final Analyzer ANALYZER = new SmartChineseAnalyzer();
  }

  @Override
  public List<String> of(String text) {
    Analyzer analyzer = text.codePoints().anyMatch(LuceneTerms::isHan) ? Chinese.ANALYZER : english;
    List<String> terms = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Out of memory, not out of a file.
    }
    return terms;
  }

  private static boolean isHan(int character) {
    return Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
  }
}
