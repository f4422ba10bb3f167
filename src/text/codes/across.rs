//! Mistakes in questions about several parties and about other applications.

use super::{Code, code};

pub(super) const CODES: &[Code] = &[
    code(
        "every-of-one",
        "`every = true` vraagt iets van elke partij in een rol. Dit veld heeft per aanvraag maar één waarde.",
        "`every = true` asks something of every party in a role. This field has one value per application.",
        "when = { field = \"phone\", present = true, every = true }",
        "when = { field = \"lender\", present = true, every = true }",
    ),
    code(
        "missing-bound",
        "`sum` en `share` geven een getal. Zeg vanaf welk getal het een reden is om nader te vragen.",
        "`sum` and `share` give a number. Say from which number on it is a reason to ask further.",
        "when = { same = \"phone\", sum = \"loan_amount\" }",
        "when = { same = \"phone\", sum = \"loan_amount\", at_least = 100_000 }",
    ),
    code(
        "not-for-parties",
        "Een aanvraag kan van dit veld meer waarden hebben, en deze vraag kan met één waarde overweg.",
        "An application can have several values of this field, and this question takes one.",
        "when = { field = \"lender_amount\", outlier = \"high\" }",
        "when = { field = \"loan_amount\", outlier = \"high\" }",
    ),
    code(
        "one-value",
        "Alleen een rol zoals geldverstrekker of leidinggevende kan in een voorbeeld meer waarden hebben.",
        "Only a role such as lender or manager can have several values in a test.",
        "[[rule.test]]\nname = \"two numbers\"\ngiven = { phone = [\"06-19001234\", \"06-19001235\"] }\nexpect = \"not_assessed\"",
        "[[rule.test]]\nname = \"one number\"\ngiven = { phone = \"06-19001234\" }\nexpect = \"not_assessed\"",
    ),
    code(
        "share-without-where",
        "Een deel is een deel waarvoor iets geldt. Zeg met `where` wat dat is.",
        "A share is the part for which something holds. Say with `where` what that is.",
        "when = { same = \"phone\", share = true, at_least = 0.5 }",
        "when = { same = \"phone\", share = true, at_least = 0.5, where = { field = \"status\", equals = \"withdrawn\" } }",
    ),
    code(
        "there-needs-one-key",
        "Met `there` wordt één waarde in andere velden gezocht. Maak van meer waarden er één met `join`.",
        "With `there` one value is sought in other fields. Make one of several with `join`.",
        "when = { same = [\"applicant\", \"phone\"], there = \"lender\", at_least = 1 }",
        "when = { same = \"applicant\", there = \"lender\", at_least = 1 }",
    ),
    code(
        "there-of-other-kind",
        "Een waarde van het ene soort komt nooit voor in een veld van een ander soort.",
        "A value of one kind never stands in a field of another kind.",
        "when = { same = \"kvk_number\", there = [\"lender_kvk\", \"lender\"], at_least = 1 }",
        "when = { same = \"kvk_number\", there = [\"lender_kvk\"], at_least = 1 }",
    ),
    code(
        "this-comes-second",
        "`this.` is de aanvraag die wordt beoordeeld; zij staat rechts, als waar het veld mee wordt vergeleken.",
        "`this.` is the application under assessment; it stands on the right, as what the field is compared with.",
        "when = { same = \"phone\", at_least = 1, where = { field = \"this.applicant\", present = true } }",
        "when = { same = \"phone\", at_least = 1, where = { field = \"applicant\", differs_from = \"this.applicant\" } }",
    ),
    code(
        "this-outside-where",
        "Buiten `where` gaat elk veld al over de aanvraag die wordt beoordeeld.",
        "Outside `where` every field is about the application under assessment already.",
        "when = { field = \"applicant\", differs_from = \"this.applicant\" }",
        "when = { same = \"phone\", at_least = 1, where = { field = \"applicant\", differs_from = \"this.applicant\" } }",
    ),
    code(
        "two-roles",
        "Hier worden partijen van twee rollen door elkaar gebruikt, terwijl niet te zeggen is welke bij welke hoort.",
        "Here parties of two roles are mixed, while nobody can tell which belongs to which.",
        "[derived.mixed]\njoin = [\"lender\", \"landlord\"]",
        "[derived.mixed]\nsquash = \"lender\"",
    ),
    code(
        "unknown-role",
        "Een eigen veld hoort bij een rol die er is, zoals de geldverstrekker of de verhuurder.",
        "A field of one's own belongs to a role that is there, as the lender or the landlord.",
        "[fields.deposit_of_the_lender]\ntype = \"money\"\nrole = \"lendr\"",
        "[fields.deposit_of_the_lender]\ntype = \"money\"\nrole = \"lender\"",
    ),
];
