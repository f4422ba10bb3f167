//! A network as a picture: one SVG without scripts, styles or links, to stand alone or inside a page. Every
//! kind has a shape and a colour of its own (Okabe and Ito's colours, told apart by colour-blind readers
//! too), every node its words, and the whole a title and a description for who hears a page.

use super::layout;
use super::wording::escaped;
use crate::text::Lang;
use crate::text::report::{ReportMsg, Word};
use std::fmt::Write;

/// More nodes than this are a ball of wool: the first ones are drawn, and the picture says so.
const MOST: usize = 150;

/// Pixels for one step between two nodes, around the picture, and for a line of the legend.
const STEP: f64 = 110.0;
const MARGIN: f64 = 70.0;
const LINE: f64 = 30.0;

/// How far from the left the shapes of the legend stand.
const LEGEND: f64 = 24.0;

/// The longest label that is drawn beside a node; the whole of it is in the node's own title.
const LABEL: usize = 22;

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// A name for the whole.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub about: String,
    /// The names of the kinds of keys, for the legend; `Kind::Key` points here.
    pub keys: Vec<String>,
    /// The applications and the values that they share. The first ones are drawn where there are too many.
    pub nodes: Vec<Node>,
    /// Which application has which value: two numbers of nodes.
    pub edges: Vec<(usize, usize)>,
}

/// An application, or a value that applications share.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// The words beside it: a case number, a value.
    pub label: String,
    /// More words, for who points at it; may be empty.
    pub more: String,
    /// Whether the network falls apart without it.
    pub holds: bool,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An application of the batch.
    Application,
    /// An earlier application, to which the batch is linked.
    Earlier,
    /// A value that applications share, as an index into `Picture::keys`.
    Key(usize),
}

/// Shape and colour of the kinds of keys, used in turn: the corners of a shape around its middle.
const KEYS: [(&[[f64; 2]], &str); 6] = [
    (&[[-7.0, -7.0], [7.0, -7.0], [7.0, 7.0], [-7.0, 7.0]], "#E69F00"),
    (&[[0.0, -10.0], [10.0, 0.0], [0.0, 10.0], [-10.0, 0.0]], "#009E73"),
    (&[[0.0, -10.0], [9.0, 7.0], [-9.0, 7.0]], "#D55E00"),
    (&[[-10.0, 0.0], [-5.0, -9.0], [5.0, -9.0], [10.0, 0.0], [5.0, 9.0], [-5.0, 9.0]], "#CC79A7"),
    (&[[-9.0, -7.0], [9.0, -7.0], [0.0, 10.0]], "#F0E442"),
    (&[[-11.0, -4.0], [11.0, -4.0], [11.0, 4.0], [-11.0, 4.0]], "#999999"),
];

impl Picture {
    /// The picture as an `<svg>` element. `id` begins the ids inside it, so that a page may hold several.
    pub fn svg(&self, id: &str, lang: Lang) -> String {
        let drawn = &self.nodes[..self.nodes.len().min(MOST)];
        let edges: Vec<(usize, usize)> =
            self.edges.iter().copied().filter(|(a, b)| *a < drawn.len() && *b < drawn.len()).collect();
        let (places, width, height) = on_paper(layout::places(drawn.len(), &edges));
        let legend = self.legend(drawn, height, lang);
        let tall = height + LINE * legend.len() as f64 + LINE;
        let mut out = String::new();
        let id = escaped(id);
        // Writing into a String does not fail.
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {tall:.0}\" width=\"{width:.0}\" height=\"{tall:.0}\" \
             role=\"img\" aria-labelledby=\"{id}-title {id}-about\" font-family=\"sans-serif\" font-size=\"12\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-about\">{}</desc>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
            escaped(&self.title),
            escaped(&self.about)
        );
        out.push_str("<g stroke=\"#777777\" stroke-width=\"1.5\">\n");
        for (a, b) in edges {
            let ([x1, y1], [x2, y2]) = (places[a], places[b]);
            let _ = writeln!(out, "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>");
        }
        out.push_str("</g>\n");
        drawn.iter().zip(&places).for_each(|(node, place)| node.draw(*place, &mut out));
        for (line, (shape, said)) in legend.iter().enumerate() {
            let (x, y) = (LEGEND + 22.0, height + LINE * line as f64 + 4.0);
            let _ = writeln!(out, "<g>{shape}<text x=\"{x:.1}\" y=\"{y:.1}\">{}</text></g>", escaped(said));
        }
        out.push_str("</svg>\n");
        out
    }

    /// What the shapes mean: those that are drawn, and what else there is to say. The first text of each
    /// line is the shape, at the place that its height gives.
    fn legend(&self, drawn: &[Node], top: f64, lang: Lang) -> Vec<(String, String)> {
        let fixed = [(Kind::Application, Word::Application), (Kind::Earlier, Word::EarlierApplication)];
        let fixed = fixed.map(|(kind, word)| (kind, word.say(lang).to_owned()));
        let keys = self.keys.iter().enumerate().map(|(at, name)| (Kind::Key(at), name.clone()));
        let kinds = fixed.into_iter().chain(keys).filter(|(kind, _)| drawn.iter().any(|node| node.kind == *kind));
        let at = |line: usize| [LEGEND, top + LINE * line as f64];
        let mut lines: Vec<(String, String)> =
            kinds.enumerate().map(|(line, (kind, said))| (shape(kind, at(line), false), said)).collect();
        if drawn.iter().any(|node| node.holds) {
            lines.push((ring(at(lines.len())), Word::HoldsTogether.say(lang).to_owned()));
        }
        if drawn.len() < self.nodes.len() {
            let said = ReportMsg::Drawn { drawn: drawn.len(), of: self.nodes.len() }.say(lang);
            lines.push((String::new(), said));
        }
        lines
    }
}

impl Node {
    fn draw(&self, [x, y]: [f64; 2], out: &mut String) {
        let title = if self.more.is_empty() { self.label.clone() } else { format!("{}: {}", self.label, self.more) };
        let _ = writeln!(
            out,
            "<g><title>{}</title>{}<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" stroke=\"#ffffff\" stroke-width=\"3\" \
             stroke-linejoin=\"round\" paint-order=\"stroke\"{}>{}</text></g>",
            escaped(&title),
            shape(self.kind, [x, y], self.holds),
            y + 27.0,
            if self.holds { " font-weight=\"bold\"" } else { "" },
            escaped(&shortened(&self.label)),
        );
    }
}

/// A node without its words.
fn shape(kind: Kind, [x, y]: [f64; 2], holds: bool) -> String {
    let around = if holds { ring([x, y]) } else { String::new() };
    let own = match kind {
        Kind::Application => circle([x, y], "#56B4E9", ""),
        Kind::Earlier => circle([x, y], "#ffffff", " stroke-dasharray=\"3 2\""),
        Kind::Key(at) => {
            let (corners, colour) = KEYS[at % KEYS.len()];
            let corners: Vec<String> = corners.iter().map(|[dx, dy]| format!("{:.1},{:.1}", x + dx, y + dy)).collect();
            format!("<polygon points=\"{}\" fill=\"{colour}\" stroke=\"#000000\"/>", corners.join(" "))
        }
    };
    around + &own
}

fn circle([x, y]: [f64; 2], fill: &str, more: &str) -> String {
    format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"9\" fill=\"{fill}\" stroke=\"#000000\"{more}/>")
}

/// What stands around a node that holds others together.
fn ring([x, y]: [f64; 2]) -> String {
    format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"14\" fill=\"none\" stroke=\"#000000\" stroke-width=\"2.5\"/>")
}

/// Places in pixels, the longer side across, and how wide and tall that is.
fn on_paper(mut places: Vec<[f64; 2]>) -> (Vec<[f64; 2]>, f64, f64) {
    let range = |places: &[[f64; 2]], side: usize| {
        let all = places.iter().map(|place| place[side]);
        all.fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)))
    };
    let length = |(low, high): (f64, f64)| (high - low).max(0.0);
    if length(range(&places, 1)) > length(range(&places, 0)) {
        places.iter_mut().for_each(|place| place.swap(0, 1));
    }
    let (across, down) = (range(&places, 0), range(&places, 1));
    for place in &mut places {
        *place = [(place[0] - across.0) * STEP + MARGIN, (place[1] - down.0) * STEP + MARGIN];
    }
    let side = |range| length(range) * STEP + 2.0 * MARGIN;
    (places, side(across).max(320.0), side(down))
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= LABEL {
        return label.to_owned();
    }
    label.chars().take(LABEL - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(kind: Kind, label: &str, holds: bool) -> Node {
        Node { kind, label: label.into(), more: "<b>&\"'".into(), holds }
    }

    fn picture() -> Picture {
        Picture {
            title: "Verband 1".into(),
            about: "Drie aanvragen delen een telefoonnummer.".into(),
            keys: vec!["Telefoon".into(), "IBAN".into()],
            nodes: vec![
                node(Kind::Key(0), "06-19001234", true),
                node(Kind::Application, "Z-1", false),
                node(Kind::Application, "Z-2 <script>alert(1)</script> en nog meer", false),
                node(Kind::Earlier, "Z-3", false),
            ],
            edges: vec![(1, 0), (2, 0), (3, 0), (9, 0)],
        }
    }

    #[test]
    fn every_text_is_escaped_and_every_kind_has_its_line() {
        let svg = picture().svg("net\"1", Lang::Nl);
        assert!(!svg.contains("<script") && !svg.contains("<b>") && svg.contains("net&quot;1-title"));
        for said in ["Verband 1", "Telefoon", "06-19001234", "Z-1", "Z-3", "aanvraag", "&lt;b&gt;&amp;&quot;&#39;"] {
            assert!(svg.contains(said), "{said}");
        }
        // A kind that is not drawn has no line, and one that holds all together is said.
        assert!(!svg.contains(">IBAN<"));
        assert!(svg.contains(Word::HoldsTogether.say(Lang::Nl)));
        assert_eq!(svg.matches("<line ").count(), 3);
        assert_eq!(svg, picture().svg("net\"1", Lang::Nl));
    }

    #[test]
    fn a_ball_of_wool_is_drawn_in_part_and_says_so() {
        let mut all = picture();
        all.nodes.extend((0..400).map(|at| node(Kind::Application, &at.to_string(), false)));
        all.edges.extend((4..404).map(|at| (at, 0)));
        let svg = all.svg("n", Lang::En);
        assert!(svg.contains("150") && svg.contains("404"));
        assert_eq!(svg.matches("<g><title>").count(), MOST);
    }

    #[test]
    fn nothing_is_a_picture_too() {
        let svg = Picture::default().svg("n", Lang::En);
        assert!(svg.starts_with("<svg") && !svg.contains("NaN") && !svg.contains("inf"));
    }
}
