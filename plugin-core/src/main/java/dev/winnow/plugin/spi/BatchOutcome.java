package dev.winnow.plugin.spi;

/**
 * How a batch of jobs ended.
 *
 * @param id the batch's id
 * @param total how many jobs it had
 * @param succeeded how many of them succeeded; the others failed, are dead, were cancelled or expired
 */
public record BatchOutcome(long id, long total, long succeeded) {
}
