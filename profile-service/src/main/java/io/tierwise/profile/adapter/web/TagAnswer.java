package io.tierwise.profile.adapter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.profile.tag.ProfileTag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tag of a profile; who and when where it was given by hand. */
@Schema(name = "ProfileTag")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TagAnswer(
    @Schema(example = "vip") String tag,
    @Schema(description = "hand or rule", example = "hand") String from,
    @Schema(description = "Who gave it by hand", example = "local") @Nullable String by,
    @Schema(description = "When it was given by hand") @Nullable Instant at) {

  static TagAnswer of(ProfileTag tag) {
    return new TagAnswer(tag.tag(), tag.byRule() ? "rule" : "hand", tag.by(), tag.at());
  }
}
