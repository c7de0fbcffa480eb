/** Campaigns, allocation of contacts under budgets, decisions and what they caused. */
@NullMarked
package io.tierwise.campaign;

import org.jspecify.annotations.NullMarked;
