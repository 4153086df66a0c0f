package io.mfaengine.web.person;

import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A visit as bytes, for sealing. What another release wrote is no visit any more: the person opens the link again. */
final class VisitCodec {
    private static final int FORMAT = 1;

    private VisitCodec() {}

    static byte[] write(Visit visit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(visit.tenant());
            out.writeUTF(visit.handle().value());
            out.writeBoolean(visit.link());
            out.writeUTF(visit.guard());
            out.writeUTF(visit.language());
            out.writeBoolean(visit.popup());
            out.writeUTF(visit.returnTo());
            out.writeByte(visit.asked().size());
            for (Map.Entry<AuthenticatorType, Asked> each : visit.asked().entrySet()) {
                out.writeUTF(each.getKey().name());
                write(each.getValue(), out);
            }
            Flash flash = visit.flash();
            out.writeBoolean(flash != null);
            if (flash != null) {
                out.writeUTF(flash.at());
                out.writeBoolean(flash.error());
                out.writeUTF(flash.text());
                out.writeUTF(flash.typed());
                out.writeUTF(flash.country());
            }
            out.writeByte(visit.codes().size());
            for (String code : visit.codes()) {
                out.writeUTF(code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Optional<Visit> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                return Optional.empty();
            }
            Visit visit = Visit.begin(in.readUTF(), Handle.of(in.readUTF()), in.readBoolean(), in.readUTF(), false)
                    .language(in.readUTF())
                    .popup(in.readBoolean())
                    .returnTo(in.readUTF());
            Map<AuthenticatorType, Asked> asked = new LinkedHashMap<>();
            for (int left = in.readByte(); left > 0; left--) {
                asked.put(AuthenticatorType.of(in.readUTF()), asked(in));
            }
            Flash flash = in.readBoolean()
                    ? new Flash(in.readUTF(), in.readBoolean(), in.readUTF(), in.readUTF(), in.readUTF())
                    : null;
            List<String> codes = new ArrayList<>();
            for (int left = in.readByte(); left > 0; left--) {
                codes.add(in.readUTF());
            }
            return Optional.of(new Visit(
                    visit.tenant(),
                    visit.handle(),
                    visit.link(),
                    visit.guard(),
                    visit.language(),
                    visit.popup(),
                    visit.returnTo(),
                    asked,
                    flash,
                    List.copyOf(codes)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(Asked asked, DataOutputStream out) throws IOException {
        write(asked.prompt(), out);
        out.writeUTF(asked.authenticator());
        out.writeBoolean(asked.enrols());
        out.writeUTF(asked.address());
        out.writeUTF(asked.replaces());
        out.writeLong(asked.expiresAt());
        out.writeLong(asked.resendAt());
    }

    private static Asked asked(DataInputStream in) throws IOException {
        return new Asked(
                prompt(in), in.readUTF(), in.readBoolean(), in.readUTF(), in.readUTF(), in.readLong(), in.readLong());
    }

    private static void write(Prompt prompt, DataOutputStream out) throws IOException {
        if (prompt instanceof Prompt.Scan scan) {
            out.writeByte('s');
            out.writeUTF(scan.uri().reveal());
            out.writeUTF(scan.key().reveal());
            out.writeInt(scan.digits());
        } else if (prompt instanceof Prompt.Enter enter) {
            out.writeByte('e');
            out.writeInt(enter.symbols());
        } else if (prompt instanceof Prompt.CodeSent sent) {
            out.writeByte('c');
            out.writeUTF(sent.maskedAddress());
            out.writeInt(sent.digits());
        } else if (prompt instanceof Prompt.LinkSent sent) {
            out.writeByte('l');
            out.writeUTF(sent.maskedAddress());
        } else if (prompt instanceof Prompt.Approve approve) {
            out.writeByte('a');
            out.writeUTF(approve.number());
        } else {
            out.writeByte('x');
        }
    }

    private static Prompt prompt(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 's' -> new Prompt.Scan(Secret.of(in.readUTF()), Secret.of(in.readUTF()), in.readInt());
            case 'e' -> new Prompt.Enter(in.readInt());
            case 'c' -> new Prompt.CodeSent(in.readUTF(), in.readInt());
            case 'l' -> new Prompt.LinkSent(in.readUTF());
            case 'a' -> new Prompt.Approve(in.readUTF());
            default -> new Prompt.Custom(Map.of());
        };
    }
}
