package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.tierwise.profile.lookup.ReadProfiles;
import io.tierwise.profile.publication.ProfileFacts;
import io.tierwise.profile.tag.Tags;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tags given by hand. */
@RestController
@io.swagger.v3.oas.annotations.tags.Tag(
    name = "Tags",
    description = "Tags of profiles, given by hand or had as long as a rule holds")
class TagController {
  private final ReadProfiles profiles;
  private final Tags tags;
  private final Clock clock;

  TagController(ReadProfiles profiles, Tags tags, Clock clock) {
    this.profiles = profiles;
    this.tags = tags;
    this.clock = clock;
  }

  @PutMapping("/v1/profiles/{id}/tags/{tag}")
  @Operation(
      summary = "Give a profile a tag",
      description =
          "The tag stays with this id: it follows it when it is merged, and goes with it when the"
              + " merge is undone. A profile has at most 50. Answers all tags of the profile.")
  List<TagAnswer> give(
      @Parameter(example = "12347") @PathVariable("id") String id,
      @Parameter(example = "vip") @PathVariable("tag") String tag,
      HttpServletRequest request) {
    String root = root(id);
    if (!tags.give(id, TagNames.checked(tag), Caller.of(request).name(), clock.instant())) {
      throw ProblemException.conflict(
          "too-many-tags", "The profile has " + Tags.MOST_BY_HAND + " tags by hand already");
    }
    return tags.of(List.of(root)).getOrDefault(root, List.of()).stream()
        .map(TagAnswer::of)
        .toList();
  }

  @DeleteMapping("/v1/profiles/{id}/tags/{tag}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Take a tag off a profile",
      description =
          "Whichever id of the user it was given to; nothing happens where there is none. A tag by"
              + " rule stays as long as the rule holds.")
  void take(@PathVariable("id") String id, @PathVariable("tag") String tag) {
    root(id);
    tags.take(id, TagNames.checked(tag));
  }

  private String root(String id) {
    return profiles
        .find(id)
        .map(ProfileFacts::userKey)
        .orElseThrow(() -> ProfileController.unknown(id));
  }
}
