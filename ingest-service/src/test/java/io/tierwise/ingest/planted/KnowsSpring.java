package io.tierwise.ingest.planted;

import org.springframework.stereotype.Component;

/** Planted: as part of the validation it would break the rule. */
@Component
public final class KnowsSpring {}
