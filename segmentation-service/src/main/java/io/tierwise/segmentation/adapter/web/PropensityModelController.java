package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.propensity.CreateModel;
import io.tierwise.segmentation.propensity.ModelState;
import io.tierwise.segmentation.propensity.PromoteModel;
import io.tierwise.segmentation.propensity.PropensityModels;
import io.tierwise.segmentation.propensity.RegisteredModel;
import io.tierwise.segmentation.propensity.Target;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Models of who will leave and who will buy, from request to promotion. */
@RestController
@RequestMapping("/v1/propensity-models")
@Tag(name = "Propensity", description = "Who will leave, who will buy, and why")
class PropensityModelController {
  private static final int MAX_PAGE = 200;

  private final CreateModel create;
  private final PromoteModel promote;
  private final PropensityModels models;
  private final RunDefaults defaults;
  private final Clock clock;

  PropensityModelController(
      CreateModel create,
      PromoteModel promote,
      PropensityModels models,
      RunDefaults defaults,
      Clock clock) {
    this.create = create;
    this.promote = promote;
    this.models = models;
    this.defaults = defaults;
    this.clock = clock;
  }

  @PostMapping
  @Operation(
      summary = "Ask for a model; it is queued and can be followed under its location",
      description =
          "Learns what became of customers within the horizon after one cut, keeps the learner that"
              + " does best under cross-validation there, and judges it by the horizon after the"
              + " next cut. It scores nobody until it is promoted.")
  ResponseEntity<PropensityModelView> create(
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject(PropensityModelRequest.EXAMPLE)))
          @RequestBody
          PropensityModelRequest body,
      HttpServletRequest request) {
    RegisteredModel model =
        create
            .create(body.parameters(defaults.seed()), Caller.of(request).name())
            .orElseThrow(
                () ->
                    new ProblemException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-models",
                        create.maxQueued() + " models are waiting already",
                        List.of(),
                        Duration.ofSeconds(30)));
    return ResponseEntity.accepted()
        .location(URI.create("/v1/propensity-models/" + model.id()))
        .body(PropensityModelView.of(model));
  }

  @GetMapping
  @Operation(summary = "All models, newest first")
  Page<PropensityModelView> list(
      @RequestParam(required = false) @Nullable String target,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    int size = Cursor.limit(limit, MAX_PAGE);
    UUID before = RunFinder.position(Cursor.decode(cursor));
    Target only = target == null ? null : PropensityModelRequest.target(target);
    return Page.of(models.list(only, before, size + 1), size, model -> model.id().toString())
        .map(PropensityModelView::of);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One model: state, the learners compared, and how good it turned out to be")
  PropensityModelView get(@PathVariable String id) {
    return PropensityModelView.of(find(id));
  }

  @PostMapping("/{id}/cancel")
  @Operation(summary = "Stop a model that waits or is being made")
  PropensityModelView cancel(@PathVariable String id) {
    RegisteredModel model = find(id);
    if (!models.cancel(model.id(), clock.instant())) {
      throw ProblemException.conflict(
          "not-cancellable",
          "Model "
              + id
              + " is "
              + word(find(id).state())
              + "; only a queued or running one can be cancelled");
    }
    return PropensityModelView.of(find(id));
  }

  @PostMapping("/{id}/promote")
  @Operation(
      summary = "Let a model score customers, in place of the live one of its target",
      description =
          "Everybody is scored soon after. One that was live before can be promoted again.")
  PropensityModelView promote(@PathVariable String id) {
    return switch (promote.promote(find(id).id())) {
      case PromoteModel.Outcome.Promoted(RegisteredModel model) -> PropensityModelView.of(model);
      case PromoteModel.Outcome.Impossible(ModelState state) ->
          throw ProblemException.conflict(
              "not-promotable",
              "Model " + id + " is " + word(state) + "; only a ready one can be promoted");
      case PromoteModel.Outcome.Unknown() -> throw ProblemException.notFound("model", id);
    };
  }

  private RegisteredModel find(String id) {
    return RunFinder.parsed(id)
        .flatMap(models::find)
        .orElseThrow(() -> ProblemException.notFound("model", id));
  }

  private static String word(ModelState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
