/**
 * Commands and environments that MathJax knows and Temml does not, or reads in another way (`\prescript`), as definitions by
 * what it knows.
 */
import { macrosOf, type Macros } from "./macros.js";

const DEFINITIONS = String.raw`
\def\overunderset#1#2#3{\mathrel{\mathop{#3}\limits^{#1}_{#2}}}
\def\prescript#1#2#3{\pres@cript{_{#2}^{#1}}{}{#3}}
\def\displaylimits{}\def\nonscript{}\def\strut{\mathstrut}
\let\centernot=\not
\let\mbox=\text
\def\skew#1#2#3{#2{#3}}
\def\leftroot#1{}\def\uproot#1{}
\def\Rule#1#2#3{\rule{#1}{#2}}\def\Space#1#2#3{\hspace{#1}}
\def\mspace#1{\mkern#1}
\def\Bbb{\mathbb}\def\scr{\mathscr}\def\mit{\mathit}
\def\oldstyle{}\def\mathnormal#1{#1}
\def\symbf{\mathbf}\def\symup{\mathrm}\def\symrm{\mathrm}\def\symit{\mathit}\def\symsf{\mathsf}\def\symtt{\mathtt}
\def\symbb{\mathbb}\def\symcal{\mathcal}\def\symscr{\mathscr}\def\symfrak{\mathfrak}\def\symnormal#1{#1}
\def\mathbfit{\boldsymbol}\def\symbfit{\boldsymbol}\def\mathbfup{\mathbf}\def\symbfup{\mathbf}\def\mathup{\mathrm}
\def\Upgamma{\mathrm{\Gamma}}\def\Updelta{\mathrm{\Delta}}\def\Uptheta{\mathrm{\Theta}}\def\Uplambda{\mathrm{\Lambda}}
\def\Upxi{\mathrm{\Xi}}\def\Uppi{\mathrm{\Pi}}\def\Upsigma{\mathrm{\Sigma}}\def\Upupsilon{\mathrm{\Upsilon}}
\def\Upphi{\mathrm{\Phi}}\def\Uppsi{\mathrm{\Psi}}\def\Upomega{\mathrm{\Omega}}
\def\ohm{\mathrm{\Omega}}\def\celsius{{}^\circ\mathrm{C}}\def\perthousand{\text{‰}}\def\micro{\text{µ}}
\def\hfil{}\def\hfill{}\def\hfilll{}
\def\shoveleft{}\def\shoveright{}
\def\rowcolor#1{}\def\cellcolor#1{}\def\columncolor#1{}
\def\empheqlbrace{\lbrace}\def\empheqrbrace{\rbrace}\def\empheqlbrack{[}\def\empheqrbrack{]}
\def\texttip#1#2{#1}\def\mathtip#1#2{#1}
\newenvironment{psmallmatrix}{\left(\begin{smallmatrix}}{\end{smallmatrix}\right)}
\newenvironment{bsmallmatrix}{\left[\begin{smallmatrix}}{\end{smallmatrix}\right]}
\newenvironment{Bsmallmatrix}{\left\lbrace\begin{smallmatrix}}{\end{smallmatrix}\right\rbrace}
\newenvironment{vsmallmatrix}{\left\lvert\begin{smallmatrix}}{\end{smallmatrix}\right\rvert}
\newenvironment{Vsmallmatrix}{\left\lVert\begin{smallmatrix}}{\end{smallmatrix}\right\rVert}
\newenvironment{multlined}{\begin{gathered}}{\end{gathered}}
`;

/** By name, as a notebook's own macros are; those come first. */
export const COMPATIBLE: Macros = macrosOf(DEFINITIONS);
