/** Experiments that people set up: who gets which variant, and what came of it. */
@NullMarked
package io.tierwise.campaign.trial;

import org.jspecify.annotations.NullMarked;
