/** Allocation as a job: gather candidates, solve, commit contacts with their spend. */
@NullMarked
package io.tierwise.campaign.run;

import org.jspecify.annotations.NullMarked;
