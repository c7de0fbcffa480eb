package io.tierwise.campaign.delivery;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fills templates, and makes messages of what has no template. */
public final class Rendering {
  /** Of a message without template: the words that may name its two parts. */
  private static final String[] TITLES = {"title", "subject"};

  private static final String[] BODIES = {"body", "text"};

  /** What came of it. */
  public sealed interface Rendered {
    record Ready(Content content) implements Rendered {}

    record Impossible(String reason) implements Rendered {}
  }

  /**
   * @param template null if the fields are the message
   */
  public static Rendered render(
      @Nullable Template template,
      Message message,
      Recipient recipient,
      @Nullable String unsubscribeUrl) {
    if (template == null) {
      return plain(message.fields(), unsubscribeUrl);
    }
    Template.Variant variant = template.variantFor(recipient);
    Function<String, @Nullable String> value =
        name -> value(name, message, recipient, unsubscribeUrl);
    Set<String> missing = Placeholders.names();
    UnaryOperator<String> asIs = UnaryOperator.identity();
    String subject = new Placeholders(variant.subject()).fill(value, asIs, missing);
    String text = new Placeholders(variant.text()).fill(value, asIs, missing);
    String html =
        variant.html() == null
            ? null
            : new Placeholders(variant.html()).fill(value, Placeholders::escapeHtml, missing);
    return missing.isEmpty()
        ? new Rendered.Ready(new Content(oneLine(subject), text, html))
        : new Rendered.Impossible(
            "no value for " + String.join(", ", missing) + " of template " + template.name());
  }

  private static @Nullable String value(
      String name, Message message, Recipient recipient, @Nullable String unsubscribeUrl) {
    String field = message.fields().get(name);
    if (field != null) {
      return field;
    }
    return switch (name) {
      case "userId" -> recipient.userId();
      case "tier" -> recipient.tier();
      case "locale" -> recipient.locale();
      case "email" -> recipient.email();
      case "campaignId" -> message.campaignId();
      case "unsubscribeUrl" -> unsubscribeUrl;
      default ->
          name.startsWith(Template.TRAIT)
              ? recipient.traits().get(name.substring(Template.TRAIT.length()))
              : null;
    };
  }

  private static Rendered plain(Map<String, String> fields, @Nullable String unsubscribeUrl) {
    String title = first(fields, TITLES);
    String body = first(fields, BODIES);
    if (title == null && body == null) {
      return new Rendered.Impossible("neither a template nor a title or body to send");
    }
    String subject = oneLine(title == null ? body : title);
    String text = body == null ? subject : body;
    return new Rendered.Ready(
        new Content(
            subject,
            unsubscribeUrl == null ? text : text + "\n\nUnsubscribe: " + unsubscribeUrl + "\n",
            null));
  }

  private static @Nullable String first(Map<String, String> fields, String[] names) {
    for (String name : names) {
      String value = fields.get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }

  /** A subject is a header: a line break in it would begin another. */
  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private Rendering() {}
}
