/** Who is held out, and what a difference between the arms can be trusted for. */
@NullMarked
package io.tierwise.campaign.experiment;

import org.jspecify.annotations.NullMarked;
