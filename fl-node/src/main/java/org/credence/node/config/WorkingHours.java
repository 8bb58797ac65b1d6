package org.credence.node.config;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The hours of a day in which a member trains.
 *
 * @param from included
 * @param until excluded; before {@code from} where the hours go past midnight, the same where all hours are meant
 */
public record WorkingHours(LocalTime from, LocalTime until, ZoneId zone) {
    /** Day and night. */
    public static final WorkingHours ALWAYS = new WorkingHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneOffset.UTC);

    /** How long until they begin; zero within them. */
    public Duration untilOpen(Instant now) {
        ZonedDateTime here = now.atZone(zone);
        if (contains(here.toLocalTime())) {
            return Duration.ZERO;
        }
        ZonedDateTime start = here.with(from);
        return Duration.between(here, start.isAfter(here) ? start : start.plusDays(1));
    }

    private boolean contains(LocalTime time) {
        if (from.equals(until)) {
            return true;
        }
        boolean after = !time.isBefore(from);
        boolean before = time.isBefore(until);
        return from.isBefore(until) ? after && before : after || before;
    }
}
