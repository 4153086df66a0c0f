package io.mfaengine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How many short messages a text takes (3GPP TS 23.038 and 23.040). */
class SegmentsTest {
    private static Sms sms(String text) {
        PhoneNumber to = PhoneNumber.parse("+64271000001").orElseThrow();
        return new Sms("sendId-0001", Sms.Channel.SMS, to, text, Locale.ENGLISH);
    }

    @Test
    void theSmallAlphabetHasRoomFor160Or153InEachPart() {
        assertThat(sms("").segments()).isEqualTo(1);
        assertThat(sms("a".repeat(160)).segments()).isEqualTo(1);
        assertThat(sms("a".repeat(161)).segments()).isEqualTo(2);
        assertThat(sms("a".repeat(306)).segments()).isEqualTo(2);
        assertThat(sms("a".repeat(307)).segments()).isEqualTo(3);
        assertThat(sms("Größe für 5 Pfund: £@ñÅ\r\n").isGsm7()).isTrue();
        assertThat(sms("ç").isGsm7()).as("only the large one is in it").isFalse();
        assertThat(sms("’").isGsm7()).isFalse();
    }

    @Test
    void anEscapedCharacterTakesTwoPlacesAndIsNotCutInTwo() {
        assertThat(sms("€".repeat(80)).segments()).isEqualTo(1);
        assertThat(sms("€".repeat(80) + "a").segments()).isEqualTo(2);
        // 152 places and an escape: the escape goes into the next part
        assertThat(sms("a".repeat(152) + "€".repeat(77)).segments()).isEqualTo(3);
        assertThat(sms("a".repeat(153) + "€".repeat(76)).segments()).isEqualTo(2);
    }

    @Test
    void allElseHasRoomFor70Or67InEachPart() {
        assertThat(sms("ł".repeat(70)).segments()).isEqualTo(1);
        assertThat(sms("ł".repeat(71)).segments()).isEqualTo(2);
        assertThat(sms("ł".repeat(134)).segments()).isEqualTo(2);
        assertThat(sms("ł".repeat(135)).segments()).isEqualTo(3);
        String thumb = "\ud83d\udc4d";
        assertThat(sms(thumb.repeat(35)).segments()).isEqualTo(1);
        // 66 units and a pair: the pair goes into the next part
        assertThat(sms("ł".repeat(66) + thumb.repeat(34)).segments()).isEqualTo(3);
    }
}
