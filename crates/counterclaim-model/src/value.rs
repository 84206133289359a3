//! The values that a field of a claim may have, each with its name in rules, exports and pages.

use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),* }

        impl $name {
            /// Every value, in the order of this list.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// Its name in rules, exports and pages.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// The value of that name.
            pub fn named(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }
        }
    };
}

named!(
    /// What befell people.
    Effect {
        /// Dead.
        Killed = "killed",
        /// Alive and hurt.
        Wounded = "wounded",
        /// Taken prisoner, detained, kidnapped.
        Captured = "captured",
        /// Not accounted for.
        Missing = "missing",
        /// Driven from home.
        Displaced = "displaced",
        /// Killed and wounded in one figure, or 'losses' of people.
        Casualties = "casualties",
        /// Set free.
        Released = "released",
    }
);

named!(
    /// Who the harmed are.
    Role {
        /// Soldiers, fighters, militants, police in combat.
        Military = "military",
        /// Residents, children, women, journalists, aid workers.
        Civilian = "civilian",
        /// Both, or only "people".
        All = "all",
    }
);

named!(
    /// What stretch of the fighting a figure counts.
    Scope {
        /// One strike, one clash, one day, a rate.
        Incident = "incident",
        /// A running total, more than one day, a whole war.
        Total = "total",
    }
);

named!(
    /// How the claimant stands to the claim.
    Stance {
        /// Says that it is so.
        Asserted = "asserted",
        /// Says that it is not so.
        Denied = "denied",
        /// Says, and the report adds that it is not verified.
        Unconfirmed = "unconfirmed",
    }
);

named!(
    /// What a statement tells.
    Kind {
        /// Shelling, strike, raid, firing.
        Attack = "attack",
        /// Mutual fighting.
        Clash = "clash",
        /// Territory or position taken.
        Advance = "advance",
        /// Territory or position lost.
        Withdraw = "withdraw",
        /// An attack beaten back.
        Repel = "repel",
        /// A call to stop shooting.
        CeasefireCall = "ceasefire_call",
        /// A truce agreed.
        CeasefireAgreed = "ceasefire_agreed",
        /// A truce broken.
        CeasefireViolated = "ceasefire_violated",
        /// Blame.
        Accuse = "accuse",
        /// A denial.
        Deny = "deny",
        /// Condemnation.
        Condemn = "condemn",
        /// A call for calm or talks.
        Urge = "urge",
        /// Backing a side.
        Support = "support",
        /// Asking for help.
        RequestHelp = "request_help",
        /// A call, a meeting, negotiations.
        Talk = "talk",
        /// A treaty other than a ceasefire.
        Agreement = "agreement",
        /// Mobilisation, martial law, curfew.
        Mobilise = "mobilise",
        /// Troops or peacekeepers sent.
        Deploy = "deploy",
        /// Vehicles, aircraft, drones destroyed or seized.
        EquipmentLoss = "equipment_loss",
        /// A demonstration.
        Protest = "protest",
    }
);

impl Kind {
    /// Whether it is a deed of war: one that makes those who do and suffer it parties to the fighting.
    pub fn is_war(self) -> bool {
        use Kind::{Advance, Attack, CeasefireViolated, Clash, EquipmentLoss, Repel, Withdraw};
        matches!(self, Attack | Clash | Advance | Withdraw | Repel | CeasefireViolated | EquipmentLoss)
    }

    /// Whether it is done by saying it: told without a day, it was said on the day of writing.
    pub fn is_said(self) -> bool {
        use Kind::{Accuse, CeasefireCall, Condemn, Deny, RequestHelp, Support, Urge};
        matches!(self, Accuse | Deny | Condemn | Urge | Support | CeasefireCall | RequestHelp)
    }
}

named!(
    /// How firmly a deed is laid to somebody, the firmest blame first.
    Firmness {
        /// Somebody says that they did it, or suspects it.
        Accused = "accused",
        /// They say so themselves.
        Claimed = "claimed",
        /// Told without anybody's word for it.
        Fact = "fact",
        /// It may have been they.
        Possible = "possible",
    }
);

named!(
    /// Parts of a claim that have a span of their own.
    Part {
        /// The number.
        Count = "count",
        /// The people.
        People = "people",
        /// The word of harm or deed.
        Harm = "harm",
        /// Who speaks.
        Speaker = "speaker",
        /// The word that says so.
        Cue = "cue",
        /// Who did it.
        Actor = "actor",
        /// To whom.
        Target = "target",
        /// Where.
        Place = "place",
        /// When.
        Day = "day",
    }
);

named!(
    /// Whose voice a claim stands in.
    Voice {
        /// The report's own.
        Own = "own",
        /// A speaker, retold.
        Reported = "reported",
        /// A speaker, word for word.
        Quoted = "quoted",
    }
);

named!(
    /// How wide a place is.
    Extent {
        /// A city, town or village, or a part of one.
        Town = "town",
        /// A second-order division.
        District = "district",
        /// A first-order division.
        Division = "division",
        /// A region, valley, river or corridor that is no division.
        Region = "region",
        /// A state or territory.
        Country = "country",
        /// A sea, a strait, a lake.
        Water = "water",
    }
);

named!(
    /// How a report means a place where a deed was not simply there.
    NatureKind {
        /// "near", "the outskirts of".
        Near = "near",
        /// "12 km west of".
        Away = "away",
        /// "in the direction of".
        Direction = "direction",
        /// "the border districts of".
        Border = "border",
        /// "northern".
        Part = "part",
    }
);
