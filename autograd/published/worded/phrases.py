"""What running text says of its names: each notion in the words of several languages.

>>> [bool(each.search("通常采用线性组合")) for each in (SUM, HEDGE)]
[True, True]
"""

from __future__ import annotations

import re


def _words(*alternatives: str) -> re.Pattern[str]:
    """Any of them; Latin ones only as whole words."""
    whole = (rf"(?<![A-Za-z])(?:{each})(?![a-zà-ÿ])" for each in alternatives)
    return re.compile("|".join(whole), re.IGNORECASE)


WEIGHT = _words(r"weights?", r"权[重值]", r"pesos?", r"Gewicht\w*", r"poids")
BIAS = _words(r"bias(?:es)?", r"offset", r"偏置项?", r"sesgos?", r"biais")
SUM = _words(
    r"linear combinations?", r"weighted sums?", r"weighted inputs?", r"线性组合", r"加权和",
    r"combinaci[oó]n lineal", r"suma ponderada", r"gewichtete\w* Summe", r"Linearkombination",
    r"combinaison linéaire", r"somme pondérée",
)  # fmt: skip
LOSS = _words(
    r"loss", r"cost", r"error function", r"objective", r"损失", r"代价", r"目标函数", r"误差函数",
    r"p[ée]rdida", r"costo?e?", r"Verlust\w*", r"Kosten\w*", r"perte", r"coût",
)  # fmt: skip
ENTROPY = _words(
    r"cross[- ]entropy", r"log[- ]loss", r"交叉熵", r"entrop[ií]a cruzada", r"Kreuzentropie",
    r"entropie croisée",
)  # fmt: skip
BINARY = _words(r"binary", r"二元", r"二分类", r"binaria", r"binäre?", r"binaire", r"log[- ]loss")
LABEL = _words(
    r"labels?", r"targets?", r"ground truth", r"true values?", r"标签", r"真实值", r"目标值",
    r"etiquetas?", r"valor(?:es)? (?:real|verdadero)(?:es)?", r"Zielwerte?", r"étiquettes?",
)  # fmt: skip
PREDICTION = _words(
    r"predict\w*", r"predicc\w+", r"predich\w+", r"prédi\w+", r"Vorhersage\w*",
    r"outputs? of the (?:network|model|neuron)", r"(?:network|model)'?s? outputs?",
    r"预测(?:的?(?:结果|值|概率|输出))?", r"模型(?:的)?输出", r"网络(?:的)?输出",
    r"salidas? (?:de la red|del modelo)",
    r"Ausgabe des (?:Netz|Modell)\w*", r"sortie du (?:réseau|modèle)",
)  # fmt: skip
ROLES = (WEIGHT, BIAS, LOSS, LABEL, PREDICTION)
OBTAINED = _words(
    r"activation function", r"computed", r"calculated", r"obtained", r"apply(?:ing)?", r"applied",
    r"given by", r"comes? from", r"results? (?:of|from)", r"passing", r"passed", r"is the",
    r"激活函数", r"计算", r"得到", r"经过", r"obten\w+", r"obtien\w+", r"calcula\w*", r"aplica\w*",
    r"dada? por", r"es (?:la|el)", r"berechnet", r"ergibt", r"Anwendung", r"calculé\w*",
    r"obtenu\w*",
)  # fmt: skip
GIVES = _words(
    r"gives?", r"yields?", r"produces?", r"to (?:get|obtain)", r"we (?:get|obtain)", r"得到",
    r"para obtener", r"obtenemos", r"se obtiene", r"da", r"produce", r"ergibt", r"liefert",
    r"donne",
)  # fmt: skip
IS = re.compile(
    r"(?i)\s*(?:[::=(]|[是为]|表示|代表|"
    r"(?:is|are|denotes|stands for|means|being|es|son|ist|est|sei)\b)\s*"
)
HEDGE = _words(
    r"such as", r"e\.g\.", r"for (?:example|instance)", r"usual\w*", r"typical\w*", r"often",
    r"common\w*", r"or", r"或", r"如(?![果何下上此图同])", r"比如", r"诸如", r"通常", r"一般",
    r"常用",
    r"por ejemplo", r"normalmente", r"suele\w*", r"o", r"z\. ?B\.", r"üblich\w*", r"meist\w*",
    r"oder", r"par exemple", r"souvent", r"ou", r"could", r"can be", r"may", r"可以是", r"puede",
)  # fmt: skip
# What makes a sentence say something else of a name than what it is.
OTHERWISE = _words(
    r"not", r"n't", r"no longer", r"unlike", r"instead", r"rather", r"without", r"if", r"suppose",
    r"versus", r"compared", r"before", r"不", r"而非", r"没有", r"如果", r"若", r"假如", r"no",
    r"en lugar", r"sin", r"si", r"nicht", r"statt", r"wenn", r"ohne", r"pas", r"sans",
    r"derivative",
    r"derivatives", r"gradient\w*", r"slope", r"respect to", r"rate of change", r"导数", r"梯度",
    r"求导", r"变化率", r"derivad\w+", r"gradiente\w*", r"respecto", r"Ableitung\w*", r"dérivée\w*",
    r"regulari[sz]\w+", r"正则", r"average\w*", r"mean", r"平均", r"sum of squares",
    r"approximat\w+",
)  # fmt: skip
FUNCTION_WORDS = _words(
    r"activation functions?", r"激活函数", r"funci[oó]n de activaci[oó]n", r"Aktivierungsfunktion",
)  # fmt: skip
# What stands between two statements.
JOINED = _words(
    r"and", r"while", r"whereas", r"y", r"mientras", r"und", r"et", r"并且?", r"而", r"同时"
)
# Functions that are none of the standard ones, or of which no more is said.
UNKNOWN = _words(
    r"not", r"SELU", r"ELU", r"GELU", r"SiLU", r"swish", r"mish", r"softsign", r"leaky", r"step",
    r"identity", r"linear", r"any", r"arbitrary", r"some", r"generic", r"恒等", r"任意", r"某",
    r"cualquier\w*", r"identidad", r"beliebige?", r"quelconque", r"sine", r"cosine", r"exponential",
)  # fmt: skip
# The standard functions, with the LaTeX that applies each.
FUNCTIONS = {
    r"\operatorname{sigmoid}(%s)": _words(
        r"sigmoide?(?:funktion)?", r"logistic(?: sigmoid)? function", r"función logística",
        r"S ?型函数"
    ),
    r"\tanh(%s)": _words(
        r"tanh", r"hyperbolic tangent", r"tangente hiperb[oó]lica", r"双曲正切",
        r"Tangens hyperbolicus",
    ),
    r"\operatorname{relu}(%s)": _words(r"ReLU", r"rectified linear", r"(?:修正线性|线性整流)"),
    r"\operatorname{softplus}(%s)": _words(r"softplus"),
    r"\operatorname{softmax}(%s)": _words(r"softmax"),
}  # fmt: skip
_VARIANTS = _words(
    r"leaky", r"hard", r"bipolar", r"scaled", r"shifted", r"modified", r"parametric", r"log",
    r"inverse", r"generali[sz]ed", r"带泄露\w*", r"缩放",
)  # fmt: skip


def functions_in(text: str) -> list[str]:
    r"""The LaTeX of the standard functions that a text names.

    >>> functions_in("by the logistic function"), functions_in("the leaky ReLU")
    (['\\operatorname{sigmoid}(%s)'], [])
    """
    if _VARIANTS.search(text):
        return []
    return [latex for latex, words in FUNCTIONS.items() if words.search(text)]
