// document/header/signer.h — reads authority, position and name of the signer (ô 7; standards 3.9).
#pragma once

#include "document/header/header_input.h"

namespace codau::document {

/// The parts of a signature.
struct Signer {
  TextField authority, position, name;
};

/// Returns the lines with "TM.", "KT.", "TL.", "TUQ.", "Q.", joined by " | ", the last position
/// above the name, and the name. Names keep their letters. A position that a seal half hides is
/// spelt as the lexicon has it.
[[nodiscard]] Signer read_signer(const HeaderInput& input);

}  // namespace codau::document
