/** How much a user is drawn to an offer's products, as the recommender sees it. */
@NullMarked
package io.tierwise.campaign.affinity;

import org.jspecify.annotations.NullMarked;
