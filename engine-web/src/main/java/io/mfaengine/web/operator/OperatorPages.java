package io.mfaengine.web.operator;

import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.Confirm;
import io.mfaengine.web.view.portal.People;
import io.mfaengine.web.view.portal.People.Choice;
import io.mfaengine.web.view.portal.People.Person;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who the operators are: for owners. */
final class OperatorPages {
    private static final int LONGEST_ADDRESS = 254;

    private final Counter counter;

    OperatorPages(Counter counter) {
        this.counter = counter;
    }

    HttpResponse list(Call call) {
        List<Person> people = counter.members().all().stream()
                .map(each -> new Person(
                        each.email(),
                        role(each.role()),
                        call.portal("/operator/" + each.id()),
                        each.id().equals(call.member().id())))
                .toList();
        People view = new People(call.portal("/invite"), people);
        return call.sheet(call.words().text("operators.title"))
                .fact(call.words().text("log.own"), call.portal("/log"))
                .draw((out, frame) -> Templates.people(out, frame, view));
    }

    private String role(Role role) {
        return counter.words().text("role." + role.code());
    }

    private List<Choice> roles(Role chosen) {
        return Arrays.stream(Role.values())
                .map(each -> new Choice(
                        each.code(), role(each), counter.words().text("role." + each.code() + ".hint"), each == chosen))
                .toList();
    }

    HttpResponse showInvite(Call call) {
        return invite(call, "", Role.AUDITOR, null);
    }

    private HttpResponse invite(Call call, String typed, Role role, @Nullable String error) {
        Words words = call.words();
        People.Form form = new People.Form(
                call.portal("/invite"), typed, true, error, roles(role), words.text("invite.go"), null, null);
        return call.sheet(words.text("invite.title"))
                .crumb(words.text("operators.title"), call.portal("/operators"))
                .faulty(error != null)
                .draw((out, frame) -> Templates.person(out, frame, form));
    }

    HttpResponse invite(Call call) {
        String typed = call.typed("email", LONGEST_ADDRESS);
        Role role = Role.of(call.typed("role", 16)).orElse(Role.AUDITOR);
        EmailAddress address = EmailAddress.parse(typed).orElse(null);
        if (address == null) {
            return invite(call, typed, role, call.words().text("signIn.malformed"));
        }
        if (counter.members().byEmail(address.canonical()).isPresent()) {
            return invite(call, typed, role, call.words().text("invite.taken"));
        }
        call.logOwn("log.operator.invited", address.canonical(), "", role.code());
        Member added = counter.members().add(address.canonical(), role);
        return call.go(
                call.portal("/operators"),
                Notice.Kind.OK,
                call.words().text("invite.done", "email", added.email(), "url", counter.url("")));
    }

    private Member asked(Call call) {
        return counter.members().find(UserPages.id(call.path("member"))).orElseThrow(Problem::notFound);
    }

    /** The last owner stays one: somebody has to be able to let others in. */
    private boolean isLastOwner(Member member) {
        return member.role() == Role.OWNER
                && counter.members().all().stream()
                                .filter(each -> each.role() == Role.OWNER)
                                .count()
                        < 2;
    }

    HttpResponse show(Call call) {
        Member member = asked(call);
        Words words = call.words();
        boolean last = isLastOwner(member);
        People.Form form = new People.Form(
                call.portal("/operator/" + member.id()),
                member.email(),
                false,
                null,
                roles(member.role()),
                words.text("operator.save"),
                last ? null : call.portal("/dismiss/" + member.id()),
                last ? words.text("operator.last") : null);
        return call.sheet(member.email())
                .crumb(words.text("operators.title"), call.portal("/operators"))
                .draw((out, frame) -> Templates.person(out, frame, form));
    }

    HttpResponse change(Call call) {
        Member member = asked(call);
        Role role = Role.of(call.typed("role", 16)).orElseThrow(() -> Problem.invalid("role must be one of ours"));
        String page = call.portal("/operator/" + member.id());
        if (isLastOwner(member) && role != Role.OWNER) {
            return call.go(page, Notice.Kind.WARN, call.words().text("operator.last"));
        }
        if (role != member.role()) {
            call.logOwn("log.operator.changed", member.email(), member.role().code(), role.code());
            counter.members().change(member, role);
        }
        return call.go(
                call.portal("/operators"),
                Notice.Kind.OK,
                call.words().text("operator.saved", "email", member.email(), "role", role(role)));
    }

    HttpResponse showRemove(Call call) {
        Member member = asked(call);
        Words words = call.words();
        if (isLastOwner(member)) {
            return call.go(call.portal("/operator/" + member.id()), Notice.Kind.WARN, words.text("operator.last"));
        }
        Confirm confirm = new Confirm(
                words.html("dismiss.lead", "email", member.email()),
                List.of(words.text("dismiss.goes"), words.text("dismiss.stays")),
                call.portal("/dismiss/" + member.id()),
                words.text("dismiss.go"),
                words.text("dismiss.keep"),
                call.portal("/operator/" + member.id()),
                null,
                false,
                null);
        return call.sheet(words.text("dismiss.title", "email", member.email()))
                .crumb(words.text("operators.title"), call.portal("/operators"))
                .draw((out, frame) -> Templates.confirm(out, frame, confirm));
    }

    HttpResponse remove(Call call) {
        Member member = asked(call);
        if (isLastOwner(member)) {
            return call.go(
                    call.portal("/operator/" + member.id()),
                    Notice.Kind.WARN,
                    call.words().text("operator.last"));
        }
        call.logOwn("log.operator.removed", member.email(), member.role().code(), "");
        counter.members().remove(member);
        return call.go(
                call.portal("/operators"), Notice.Kind.OK, call.words().text("dismiss.done", "email", member.email()));
    }
}
