"""YAML → records that know their place, and the knowledge that the calculator is given."""
