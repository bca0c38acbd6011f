// Only the parts of govuk-frontend that our pages use; all of them are extras over pages that work without.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  PasswordInput,
  Radios,
  SkipLink,
  createAll
} from 'govuk-frontend'

for (const part of [Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink]) {
  createAll(part)
}
