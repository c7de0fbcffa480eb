package io.tierwise.campaign.delivery;

import org.jspecify.annotations.Nullable;

/** What a person reads. */
public record Content(String subject, String text, @Nullable String html) {}
