package example;

class Gone {
    static String text() {
        return "gone";
    }
}
