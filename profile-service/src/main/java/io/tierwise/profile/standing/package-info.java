/** Tiers, segments and audiences of users, as segmentation-service tells them. */
@NullMarked
package io.tierwise.profile.standing;

import org.jspecify.annotations.NullMarked;
