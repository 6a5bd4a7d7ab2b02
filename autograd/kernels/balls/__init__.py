"""What a primitive is on balls, where it is neither a method of balls nor a formula.

A ball is an `arb` of python-flint, an enclosure of a real number. A function of balls returns a
ball that holds its value for every choice of arguments in the balls; it raises `Undefined` where
there certainly is none, and returns a ball that is not finite where this precision cannot tell.

Only methods of the balls themselves are called, so nothing here loads python-flint before it is
computed with. An entry of the
registry says `ball=balls.power`; the modules, each importing only from those above it:

    precision   how many bits they are computed with
    arithmetic  sums, products, ratios and powers; which integer a ball is
    choices     signs, extremes, conditions that may be open, rounding
    integrals   functions given by integrals and series, and their derivatives
    special     derivatives of special functions, softmax
"""

from .arithmetic import Ball as Ball
from .arithmetic import cbrt as cbrt
from .arithmetic import order as order
from .arithmetic import power as power
from .arithmetic import power_dn as power_dn
from .arithmetic import power_dx as power_dx
from .arithmetic import power_partial as power_partial
from .arithmetic import product as product
from .arithmetic import ratio as ratio
from .arithmetic import total as total
from .arithmetic import xlogy as xlogy
from .choices import Truth as Truth
from .choices import above_integer as above_integer
from .choices import both as both
from .choices import chosen as chosen
from .choices import decided as decided
from .choices import either as either
from .choices import equal as equal
from .choices import exceeds as exceeds
from .choices import exceeds_or_half as exceeds_or_half
from .choices import largest as largest
from .choices import negated as negated
from .choices import rounded as rounded
from .choices import sign as sign
from .choices import smallest as smallest
from .integrals import beta_density as beta_density
from .integrals import betainc as betainc
from .integrals import ellipe_derivative as ellipe_derivative
from .integrals import ellipk_derivative as ellipk_derivative
from .integrals import erfcinv_slope as erfcinv_slope
from .integrals import erfcx_derivative as erfcx_derivative
from .integrals import gamma_density as gamma_density
from .integrals import gammainc as gammainc
from .integrals import gammaincc as gammaincc
from .integrals import lambertw_derivative as lambertw_derivative
from .integrals import ndtri as ndtri
from .integrals import ndtri_slope as ndtri_slope
from .integrals import zeta_derivative as zeta_derivative
from .special import beta as beta
from .special import betaln as betaln
from .special import i0e_derivative as i0e_derivative
from .special import i1e_derivative as i1e_derivative
from .special import lgamma as lgamma
from .special import log_softmax_at as log_softmax_at
from .special import logsumexp as logsumexp
from .special import polygamma as polygamma
from .special import polygamma_drop as polygamma_drop
from .special import sinc_derivative as sinc_derivative
from .special import softmax_at as softmax_at
