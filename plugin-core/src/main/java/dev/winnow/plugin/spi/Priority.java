package dev.winnow.plugin.spi;

/** The lane of a job. The ordinal is its number: p0 goes first. */
public enum Priority {
    /** High: on demand. */
    P0("p0", "High", "Immediate (p0)"),
    /** Medium: recurring background work, such as computing compliance. */
    P1("p1", "Medium", "High Priority (p1)"),
    /** Low: scheduled harvesting. */
    P2("p2", "Low", "Standard (p2)");

    private final String code;
    private final String title;
    private final String monitoringName;

    Priority(String code, String title, String monitoringName) {
        this.code = code;
        this.title = title;
        this.monitoringName = monitoringName;
    }

    /** {@code p0}, {@code p1} or {@code p2}. */
    public String code() {
        return code;
    }

    /** What people read: High, Medium or Low. */
    public String title() {
        return title;
    }

    /** The value of the dimension in CloudWatch and Stackdriver. */
    public String monitoringName() {
        return monitoringName;
    }

    /**
     * The priority with this code.
     *
     * @throws IllegalArgumentException for another text, naming the three
     */
    public static Priority ofCode(String code) {
        for (Priority priority : values()) {
            if (priority.code.equals(code)) {
                return priority;
            }
        }
        throw new IllegalArgumentException("priority '" + code + "': expected p0, p1 or p2");
    }
}
