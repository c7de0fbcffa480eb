/** Amounts in exact micro-units: what a budget is counted in. */
@NullMarked
package io.tierwise.campaign.money;

import org.jspecify.annotations.NullMarked;
