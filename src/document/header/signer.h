// document/header/signer.h — reads authority, position and name of the signer (ô 7; standards 3.9).
#pragma once

#include "document/header/header_input.h"

namespace codau::document {

/// The parts of a signature.
struct Signer {
  TextField authority, position, name;
};

/// Returns the parts of the signature:
/// 1. authority: the lines with "TM.", "KT.", "TL.", "TUQ." or "Q.", joined by " | ".
/// 2. position: the last position above the name. If a seal half hides it, it is spelt as the
///    lexicon has it.
/// 3. name: as printed; its letters are not corrected.
/// A part that is not printed is nothing.
[[nodiscard]] Signer read_signer(const HeaderInput& input);

}  // namespace codau::document
