// document/header/signer.h — ô 7: by what authority, in what office and by whom a document is
// signed (standards 3.9).
#pragma once

#include "document/header/header_input.h"

namespace codau::document {

struct Signer {
  TextField authority, position, name;
};

/// The lines with "TM.", "KT.", "TL.", "TUQ.", "Q." joined by " | ", the last office above the
/// name, and the name. Names keep their letters; an office that a seal half hides is spelt as the
/// list of offices has it.
[[nodiscard]] Signer read_signer(const HeaderInput& input);

}  // namespace codau::document
