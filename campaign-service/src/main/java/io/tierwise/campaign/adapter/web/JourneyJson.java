package io.tierwise.campaign.adapter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tierwise.campaign.journey.JourneyDocument;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Answers a journey as a person would write it: without what is not there. */
public final class JourneyJson {
  public static void customize(JsonMapper.Builder json) {
    Stream.concat(
            Stream.of(JourneyDocument.class), Stream.of(JourneyDocument.class.getDeclaredClasses()))
        .forEach(type -> json.addMixIn(type, WhatIsThere.class));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private interface WhatIsThere {}

  private JourneyJson() {}
}
