package org.credence.network.fabric.config;

/**
 * A consenter is reached by the others at another address. Where clients and peers reach it, {@link SetOrdererEndpoints} says.
 *
 * @param id the consenter's number
 */
public record MoveConsenter(int id, Endpoint to) implements ConfigChange {
    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        return ChannelEdit.of(current)
                .consenter(ChannelEdit.requireConsenter(current, id).at(to))
                .done();
    }
}
