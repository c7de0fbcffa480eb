package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.delivery.Content;
import io.tierwise.campaign.delivery.PreviewTemplate;
import io.tierwise.campaign.delivery.Rendering.Rendered;
import io.tierwise.campaign.delivery.Template;
import io.tierwise.campaign.delivery.Templates;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Words of messages, per tier and language. */
@RestController
@Tag(name = "Templates")
class TemplateController {
  private static final int MOST = 200;
  private final Templates templates;
  private final PreviewTemplate preview;
  private final Clock clock;

  TemplateController(Templates templates, PreviewTemplate preview, Clock clock) {
    this.templates = templates;
    this.preview = preview;
    this.clock = clock;
  }

  record VariantView(
      @Nullable String tier,
      @Nullable String language,
      String subject,
      String text,
      @Nullable String html) {}

  record TemplateView(
      String name, List<String> fields, List<VariantView> variants, Instant updatedAt) {
    static TemplateView of(Template template) {
      return new TemplateView(
          template.name(),
          template.fields(),
          template.variants().stream()
              .map(v -> new VariantView(v.tier(), v.language(), v.subject(), v.text(), v.html()))
              .toList(),
          template.updatedAt());
    }
  }

  @Operation(
      summary = "Write a template, new or anew",
      description =
          "{{name}} is a field of the message, or userId, tier, locale, email, campaignId,"
              + " unsubscribeUrl or traits.NAME; {{name|otherwise}} has something to stand there"
              + " without a value. Values are escaped in html. Messages that wait are sent with the"
              + " words of then.")
  @PutMapping("/v1/templates/{name}")
  TemplateView put(@PathVariable String name, @RequestBody TemplateRequest request) {
    Template template = request.read(name, clock.instant());
    templates.put(template);
    return TemplateView.of(template);
  }

  @Operation(summary = "A template")
  @GetMapping("/v1/templates/{name}")
  TemplateView get(@PathVariable String name) {
    return TemplateView.of(find(name));
  }

  @Operation(summary = "The templates, by name")
  @GetMapping("/v1/templates")
  Page<TemplateView> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    int size = Cursor.limit(limit, MOST);
    return Page.of(templates.list(Cursor.decode(cursor), size + 1), size, Template::name)
        .map(TemplateView::of);
  }

  @Operation(summary = "Delete a template", description = "Messages that wait with it fail.")
  @DeleteMapping("/v1/templates/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String name) {
    if (!templates.remove(name)) {
      throw ProblemException.notFound("template", name);
    }
  }

  @Schema(
      example =
          """
          {"userId": "c-000231", "tier": "Gold", "locale": "de-AT",
           "fields": {"title": "Again", "body": "New shoes <in your size>"}}
          """)
  record PreviewRequest(
      @Schema(description = "Whose profile to fill it with; without one nobody's")
          @Nullable String userId,
      @Schema(description = "Instead of the user's") @Nullable String tier,
      @Schema(description = "Instead of the user's") @Nullable String locale,
      @Nullable Map<String, @Nullable String> fields) {}

  record PreviewView(
      String subject,
      String text,
      @Nullable String html,
      @Schema(description = "Of the variant; null if it is for every tier") @Nullable String tier,
      @Nullable String language) {}

  @Operation(summary = "Show what a person would read")
  @PostMapping("/v1/templates/{name}/preview")
  PreviewView preview(@PathVariable String name, @RequestBody PreviewRequest request) {
    Checks checks = new Checks();
    Map<String, String> fields = Fields.read("fields", request.fields(), checks);
    checks.throwIfAny();
    Template template = find(name);
    PreviewTemplate.Preview shown =
        preview.of(
            template,
            new PreviewTemplate.Reader(request.userId(), request.tier(), request.locale()),
            fields);
    return switch (shown.rendered()) {
      case Rendered.Ready(Content content) ->
          new PreviewView(
              content.subject(),
              content.text(),
              content.html(),
              shown.variant().tier(),
              shown.variant().language());
      case Rendered.Impossible(String reason) ->
          throw ProblemException.invalid("fields", "missing-value", reason);
    };
  }

  private Template find(String name) {
    return templates.find(name).orElseThrow(() -> ProblemException.notFound("template", name));
  }
}
